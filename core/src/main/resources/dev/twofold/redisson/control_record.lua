-- Comes before every other script: the control record of a partition, one hash without a time to
-- live, so that it is lost as a whole or not at all. Its fields:
--   epoch        which life of the record: server time at creation, hyphen, unique part
--   sequence     how many invalidations this life has seen
--   generation   the generation of every region, loader and tag that has no other
--   clear        stamp of the last clear of anything; cleared: its sequence
--   quarantine   until when nothing of guarded regions is filled; run: the server that created it
--   r:, l:       generation of a region, of a loader
--   t:           generation of a tag; tags: of those without; tagcount: how many have their own
--   c:           who keeps an entry, region, loader or tags closed, and until when
--   x:           closings in their order, from opened + 1 to closings, to remove what has expired
--   k:           sequence of the last invalidation of an entry, for at least the last 1,024
--                names: so many there were; forgotten: so many of them are no longer known;
--                floor: the highest sequence that was forgotten
--   i:           sequence and names of one invalidation, under the number of its first name
--   v:           until when a variant of a loader counts as live; vs: the variants of a loader
--   u:           uses of variants in their order, from ended + 1 to uses, to remove what has expired
--   h:           the hold-off of a region; holdoff: the longest
-- A generation is a unique value that is compared for equality.
-- Whoever may write to the server may have put anything there instead: a field that no script made
-- ends this life of the record, see guarded.
--
-- ARGV: 1 epoch and 2 sequence that the caller knows, 3 unique token of this attempt, 4 quarantine
-- in ms, 5 longest time of an entry or lease in ms, 6 channel, 7 partition; the rest belongs to the
-- script.
local RING, MOST_VARIANTS, MOST_OF_A_COMMAND = 1024, 1000, 1000
-- What closes tags, and who closes for as long as replicas may lag: that is ended by time alone.
local ANY_TAG, LAG = 't', ''
local control = KEYS[1]
local token = ARGV[3]
local longest = tonumber(ARGV[5])

local position = 7
local function argument()
  position = position + 1
  return ARGV[position]
end
local function number()
  return tonumber(argument())
end

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function text(value)
  return string.format('%.0f', value)
end

local function hex(bytes)
  return (string.gsub(bytes, '.', function(byte) return string.format('%02x', string.byte(byte)) end))
end

local function age(name)
  return tonumber(string.match(name, '^%d+')) or 0
end

local function run_id()
  local info = redis.pcall('INFO', 'server')
  return type(info) == 'string' and string.match(info, 'run_id:(%w+)') or ''
end

local function broken()
  error('broken control record')
end

-- The number in a field; nil: there is no such field.
local function integer(value)
  if not value then
    return nil
  end
  return string.find(value, '^%d+$') and #value <= 15 and tonumber(value) or broken()
end

-- The generation in a field; nil: there is no such field.
local function stamp(value)
  return value and (#value == 16 and value or broken()) or nil
end

local function is_epoch(value)
  local created = string.match(value, '^(%d+)%-%w+$')
  return created and #created <= 15
end

local epoch, sequence, generation, clear_stamp, tag_generation, quarantined, any_closed

local function read_record()
  local read = redis.pcall('HMGET', control, 'epoch', 'sequence', 'generation', 'clear', 'tags',
    'quarantine', 'closings', 'opened')
  epoch, sequence, generation = read[1], integer(read[2]), stamp(read[3])
  if epoch and not is_epoch(epoch) then
    broken()
  end
  clear_stamp = stamp(read[4]) or generation
  tag_generation = stamp(read[5]) or generation
  quarantined = now < (integer(read[6]) or 0)
  local closings, opened = integer(read[7]) or 0, integer(read[8]) or 0
  if opened > closings then
    broken()
  end
  any_closed = opened < closings
end

local function publish(origin, what)
  redis.call('PUBLISH', ARGV[6],
    ARGV[7] .. ' ' .. epoch .. ' ' .. text(sequence) .. ' ' .. origin .. '\n' .. what)
end

-- Everything that was filled or may be filled under the record before dies with its generations.
local function renew()
  local created = math.max(now, age(ARGV[1]) + 1, age(epoch or '') + 1)
  epoch, sequence, generation = text(created) .. '-' .. hex(token), 0, token
  clear_stamp, tag_generation, any_closed = token, token, false
  quarantined = tonumber(ARGV[4]) > 0
  redis.call('DEL', control)
  redis.call('HSET', control, 'epoch', epoch, 'sequence', 0, 'generation', generation,
    'quarantine', text(now + tonumber(ARGV[4])), 'run', run_id())
  publish('-', '')
end

local function behind()
  if ARGV[1] == epoch then
    return sequence < tonumber(ARGV[2])
  end
  return ARGV[1] ~= '' and age(epoch) <= age(ARGV[1])
end

local function generation_of(field)
  return stamp(redis.call('HGET', control, field)) or generation
end

local function tag_generation_of(tag)
  return stamp(redis.call('HGET', control, 't:' .. tag)) or tag_generation
end

-- The length keeps apart what a loader's name and an id have in common.
local function entry(loader, id)
  return #loader .. ':' .. loader .. id
end

local function holders_of(name)
  local packed = redis.call('HGET', control, 'c:' .. name)
  return packed and (cmsgpack.unpack(packed) or broken()) or {}
end

local function keep_holders(name, holders)
  if next(holders) then
    redis.call('HSET', control, 'c:' .. name, cmsgpack.pack(holders))
  else
    redis.call('HDEL', control, 'c:' .. name)
  end
end

local function is_closed(name)
  if any_closed then
    for _, deadline in pairs(holders_of(name)) do
      if now < deadline then
        return true
      end
    end
  end
  return false
end

local function open(name, holder)
  local holders = holders_of(name)
  holders[holder] = nil
  keep_holders(name, holders)
end

-- Removes the first closings whose time is over; more than are added, so that none pile up.
local function sweep()
  for _ = 1, 4 do
    local first = (integer(redis.call('HGET', control, 'opened')) or 0) + 1
    local closing = redis.call('HGET', control, 'x:' .. text(first))
    if not closing then
      return
    end
    local deadline, name = string.match(closing, '^(%d+) (.*)$')
    if now < (integer(deadline) or broken()) then
      return
    end
    redis.call('HDEL', control, 'x:' .. text(first))
    redis.call('HSET', control, 'opened', text(first))
    local standing = {}
    for holder, other in pairs(holders_of(name)) do
      if now < other then
        standing[holder] = other
      end
    end
    keep_holders(name, standing)
  end
end

local function close(name, holder, milliseconds)
  sweep()
  local holders = holders_of(name)
  holders[holder] = math.max(holders[holder] or 0, now + milliseconds)
  keep_holders(name, holders)
  local last = redis.call('HINCRBY', control, 'closings', 1)
  redis.call('HSET', control, 'x:' .. text(last), text(holders[holder]) .. ' ' .. name)
  any_closed = true
end

local function next_sequence()
  sequence = redis.call('HINCRBY', control, 'sequence', 1)
end

-- The invalidation in a field: its sequence, then the fields of the names; nil: no such field.
local function invalidation(packed)
  if not packed then
    return nil
  end
  local read = cmsgpack.unpack(packed)
  if type(read) ~= 'table' or #read < 2 or not integer(read[1]) then
    broken()
  end
  for _, field in ipairs(read) do
    if type(field) ~= 'string' then
      broken()
    end
  end
  return read
end

-- Forgets the first invalidation, unless one of its names was invalidated again.
local function forget(field, invalidation)
  local stamps = redis.call('HMGET', control, unpack(invalidation, 2))
  local gone = { field }
  for i, stamp in ipairs(stamps) do
    if stamp == invalidation[1] then
      gone[#gone + 1] = invalidation[i + 1]
    end
  end
  redis.call('HDEL', control, unpack(gone))
  redis.call('HINCRBY', control, 'forgotten', #stamps)
  redis.call('HSET', control, 'floor', invalidation[1])
end

-- Names the entries of one invalidation, no more than a script may have, among the last.
local function remember(names)
  if #names == 0 then
    return
  end
  local stamp, added, packed = text(sequence), {}, {}
  packed[1] = stamp
  for i, name in ipairs(names) do
    local field = 'k:' .. name
    added[2 * i - 1], added[2 * i], packed[i + 1] = field, stamp, field
  end
  local last = redis.call('HINCRBY', control, 'names', #names)
  redis.call('HSET', control, 'i:' .. text(last - #names + 1), cmsgpack.pack(packed),
    unpack(added))
  local forgotten = integer(redis.call('HGET', control, 'forgotten')) or 0
  if forgotten >= last then
    broken()
  end
  while last - forgotten > RING do
    local field = 'i:' .. text(forgotten + 1)
    local first = invalidation(redis.call('HGET', control, field)) or broken()
    local length = #first - 1
    if last - forgotten - length < RING then
      return
    end
    forget(field, first)
    forgotten = forgotten + length
  end
end

local function variants_of(loader)
  local packed = redis.call('HGET', control, 'vs:' .. loader)
  local variants = packed and (cmsgpack.unpack(packed) or broken()) or {}
  for _, variant in ipairs(variants) do
    if type(variant) ~= 'string' then
      broken()
    end
  end
  return variants
end

local function keep_variants(loader, variants)
  if #variants > 0 then
    redis.call('HSET', control, 'vs:' .. loader, cmsgpack.pack(variants))
  else
    redis.call('HDEL', control, 'vs:' .. loader)
  end
end

local function forget_variant(loader, variant)
  redis.call('HDEL', control, 'v:' .. entry(loader, variant))
  local others = {}
  for _, other in ipairs(variants_of(loader)) do
    if other ~= variant then
      others[#others + 1] = other
    end
  end
  keep_variants(loader, others)
end

-- Removes the first variants whose time is over; more than are added, so that none pile up.
local function forget_variants()
  for _ = 1, 4 do
    local first = (integer(redis.call('HGET', control, 'ended')) or 0) + 1
    local use = redis.call('HGET', control, 'u:' .. text(first))
    if not use then
      return
    end
    local ends, loader, variant = unpack(cmsgpack.unpack(use))
    if type(ends) ~= 'number' or type(loader) ~= 'string' or type(variant) ~= 'string' then
      broken()
    end
    if now < ends then
      return
    end
    redis.call('HDEL', control, 'u:' .. text(first))
    redis.call('HSET', control, 'ended', text(first))
    local live_until = integer(redis.call('HGET', control, 'v:' .. entry(loader, variant)))
    if live_until and live_until <= now then
      forget_variant(loader, variant)
    end
  end
end

-- A variant is known before its first lease, and as long as an entry or a lease of it may stand, by
-- the longest time of any node that used it. False: its loader has so many that no more are kept.
local function register(group)
  if group.registered ~= nil then
    return group.registered
  end
  group.registered = true
  local loader, variant, hold_off = group.loader, group.variant, group.hold_off
  local field = 'v:' .. entry(loader, variant)
  local live_until = integer(redis.call('HGET', control, field))
  if live_until and live_until - now > 1.75 * longest then
    return true
  end
  forget_variants()
  if redis.call('HEXISTS', control, field) == 0 then
    local variants = variants_of(loader)
    if #variants >= MOST_VARIANTS then
      group.registered = false
      return false
    end
    variants[#variants + 1] = variant
    keep_variants(loader, variants)
  end
  local ends = now + 2 * longest
  redis.call('HSET', control, field, text(ends))
  local use = redis.call('HINCRBY', control, 'uses', 1)
  redis.call('HSET', control, 'u:' .. text(use), cmsgpack.pack({ ends, loader, variant }))
  if hold_off > 0 then
    local longest_hold_off = integer(redis.call('HGET', control, 'holdoff')) or 0
    redis.call('HSET', control, 'h:' .. group.region, text(hold_off),
      'holdoff', text(math.max(hold_off, longest_hold_off)))
  end
  return true
end

-- Whether a failure has its reason in the record, and not in the server: memory, rights, roles.
local function is_of_the_record(failure)
  local reason = type(failure) == 'table' and failure.err or tostring(failure)
  for _, sign in ipairs({ 'WRONGTYPE', 'hash value', 'would overflow', 'command arguments' }) do
    if string.find(reason, sign, 1, true) then
      return true
    end
  end
  return not string.find(reason, '%u%u%u')
end

-- Does what a script is there for. If the record keeps it from that, it is done with a new one: with
-- what cannot be read may be lost who keeps what closed, which the quarantine makes up for.
local function guarded(script)
  local function attempt()
    position = 7
    read_record()
    if not epoch or not sequence or not generation or behind() then
      renew()
    end
    return script()
  end
  local done, answer = pcall(attempt)
  if done then
    return answer
  end
  if not is_of_the_record(answer) then
    error(answer, 0)
  end
  epoch = epoch and is_epoch(epoch) and epoch or nil
  renew()
  position = 7
  return script()
end
