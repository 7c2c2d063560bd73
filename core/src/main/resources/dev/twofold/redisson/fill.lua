-- Puts entries whose rights still stand, and gives up leases.
-- KEYS from 2: the entries to put, then those whose leases are given up. ARGV: number of groups,
-- per group its description and per entry id, time to live in ms, kind V or N, right, number of
-- tags, the tags, payload; then the tokens of the leases. A right is L and a token, or S and the
-- sequence and epoch that were known before the load. Answers epoch, sequence, time, then 1 or 0
-- per entry.
local answer = { epoch, sequence, text(now) }
local forgotten = redis.call('HMGET', control, 'floor', 'cleared')
local floor = tonumber(forgotten[1]) or 0
local cleared = tonumber(forgotten[2]) or 0

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

local function lease_stands(key, group, right, tags)
  local value = redis.call('MGET', key)[1]
  local state = value and state_of(value, group) or GONE
  if state == LEASE then
    return string.sub(value, 3, 18) == right
  end
  return state == VALUE and string.sub(value, 13, 28) == right and tags_unchanged(value, tags)
end

local function not_invalidated_since(group, id, right)
  local since, its_epoch = string.match(right, '^(%d+) (.*)$')
  since = tonumber(since)
  -- What was closed may have been opened by its time alone, which leaves no number behind.
  if group.guarded or its_epoch ~= epoch or since < floor or since < cleared then
    return false
  end
  local name = entry(group.loader, id)
  local last = tonumber(redis.call('HGET', control, 'k:' .. name)) or 0
  return last <= since and not is_barred(group) and not is_closed(name)
end

local function may_fill(key, group, id, right, tags)
  if #tags > 0 and is_closed(ANY_TAG) then
    return false
  end
  if string.sub(right, 1, 1) == 'L' then
    return lease_stands(key, group, string.sub(right, 2), tags)
  end
  return not_invalidated_since(group, id, string.sub(right, 2))
end

local function put(key, group, kind, time_to_live, tags, payload)
  local parts = { kind .. '\1\0\0' .. group.fingerprint .. token .. group.generations
    .. pack_time(now + time_to_live) .. struct.pack('>I2', #tags) }
  for _, tag in ipairs(tags) do
    parts[#parts + 1] = struct.pack('>I2', #tag) .. tag .. tag_generation_of(tag)
  end
  parts[#parts + 1] = payload
  redis.call('SET', key, table.concat(parts), 'PX', text(time_to_live))
end

local at = 1
for _ = 1, number() do
  local group = group_of_arguments()
  for _ = 1, group.size do
    local id, time_to_live, kind, right, tags = argument(), number(), argument(), argument(), {}
    for i = 1, number() do
      tags[i] = argument()
    end
    local payload, key = argument(), KEYS[at + 1]
    local accepted = may_fill(key, group, id, right, tags) and register(group)
    if accepted then
      put(key, group, kind, time_to_live, tags, payload)
    end
    answer[at + 3] = accepted and 1 or 0
    at = at + 1
  end
end
for i = at + 1, #KEYS do
  local value = redis.call('MGET', KEYS[i])[1]
  if string.sub(value or '', 1, 18) == 'L\1' .. argument() then
    redis.call('UNLINK', KEYS[i])
  end
end
return answer
