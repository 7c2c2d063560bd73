-- Puts entries whose rights still stand, and gives up leases.
-- KEYS from 2: the entries to put, then those whose leases are given up. ARGV: number of groups,
-- per group its description and per entry id, time to live in ms, kind V or N, right, number of
-- tags, the tags, payload; then the tokens of the leases. Of kind K is a value that is kept elsewhere:
-- nothing is put, and what stands there is removed. A right is L and a token, or S and the
-- sequence and epoch that were known before the load. Answers epoch, sequence, time, then 1 or 0
-- per entry.
local forgotten = redis.call('HMGET', control, 'floor', 'cleared')
local floor = integer(forgotten[1]) or 0
local cleared = integer(forgotten[2]) or 0

-- A tag that only the new value names may have been cleared since the old one was read.
local function tags_unchanged(value, tags)
  local old = {}
  each_tag(value, function(tag) old[tag] = true end)
  for _, tag in ipairs(tags) do
    if not old[tag] and tag_generation_of(tag) ~= generation then
      return false
    end
  end
  return true
end

-- Of what stands there, mostly leases of one token: they are compared as a whole.
local function lease_stands(value, group, right, tags)
  if not value then
    return false
  end
  if group.right ~= right then
    group.right, group.lease = right, 'L\1' .. right .. group.generations .. clear_stamp
  end
  return value == group.lease or (state_of(value, group) == VALUE
    and string.sub(value, 13, 28) == right and tags_unchanged(value, tags))
end

local function not_invalidated_since(group, id, right)
  local since, its_epoch = string.match(right, '^(%d+) (.*)$')
  since = tonumber(since)
  -- What was closed may have been opened by its time alone, which leaves no number behind.
  if group.guarded or its_epoch ~= epoch or since < floor or since < cleared then
    return false
  end
  local name = entry(group.loader, id)
  local last = integer(redis.call('HGET', control, 'k:' .. name)) or 0
  return last <= since and not is_barred(group) and not is_closed(name)
end

local function may_fill(value, group, id, right, tags)
  if #tags > 0 and is_closed(ANY_TAG) then
    return false
  end
  if string.sub(right, 1, 1) == 'L' then
    return lease_stands(value, group, string.sub(right, 2), tags)
  end
  return not_invalidated_since(group, id, string.sub(right, 2))
end

local function pack_tags(tags)
  if #tags == 0 then
    return NO_TAGS
  end
  local parts = { struct.pack('>I2', #tags) }
  for _, tag in ipairs(tags) do
    parts[#parts + 1] = struct.pack('>I2', #tag) .. tag .. tag_generation_of(tag)
  end
  return table.concat(parts)
end

-- Entries of a group mostly have one time to live.
local function put(key, group, kind, time_to_live, tags, payload)
  if group.time_to_live ~= time_to_live then
    group.time_to_live = time_to_live
    group.body = group.head .. token .. group.generations .. pack_time(now + tonumber(time_to_live))
  end
  redis.call('SET', key, kind .. group.body .. pack_tags(tags) .. payload, 'PX', time_to_live)
end

local answer = { epoch, sequence, text(now) }
local values = #KEYS > 1 and redis.call('MGET', unpack(KEYS, 2)) or {}
local no_tags = {}
local at = 1
for _ = 1, number() do
  local group = group_of_arguments()
  for _ = 1, group.size do
    local id, time_to_live, kind, right = argument(), argument(), argument(), argument()
    local number_of_tags, tags = number(), no_tags
    if number_of_tags > 0 then
      tags = {}
      for i = 1, number_of_tags do
        tags[i] = argument()
      end
    end
    local payload, key = argument(), KEYS[at + 1]
    local accepted = may_fill(values[at], group, id, right, tags)
    if accepted and kind == 'K' then
      redis.call('UNLINK', key)
    elseif accepted then
      accepted = register(group)
    end
    if accepted and kind ~= 'K' then
      put(key, group, kind, time_to_live, tags, payload)
    end
    answer[at + 3] = accepted and 1 or 0
    at = at + 1
  end
end
for i = at, #values do
  if string.sub(values[i] or '', 1, 18) == 'L\1' .. argument() then
    redis.call('UNLINK', KEYS[i + 1])
  end
end
return answer
