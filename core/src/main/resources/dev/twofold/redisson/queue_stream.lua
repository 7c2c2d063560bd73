-- Comes before the scripts of queues. A partition of a queue is a stream, whose entries have one
-- field, e; a record of who owns it; and a stream of dead letters. The record is a hash:
--   node, until  who owns it, and how long by the server's clock
--   fence        how often the owner has changed
--   epoch        which life of the partition: a record that was lost begins another
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local position = 0
local function argument()
  position = position + 1
  return ARGV[position]
end
local function number()
  return tonumber(argument())
end

-- Whether node, fence and epoch are those of the owner; if so, it stays the owner for a while.
local function renew(record)
  local owner = redis.call('HMGET', record, 'node', 'fence', 'epoch')
  local stands = owner[1] == argument()
  stands = owner[2] == argument() and stands
  stands = owner[3] == argument() and stands
  local lease = number()
  if stands then
    redis.call('HSET', record, 'until', string.format('%.0f', now + lease))
  end
  return stands
end

-- The server makes ids by its clock and its latest one. After a failover both may be behind those
-- that nodes have seen, and a writer that keeps positions would take new entries for old ones.
local function append(stream, millis, sequence, content)
  local id = redis.call('XADD', stream, '*', 'e', content)
  local its_millis, its_sequence = string.match(id, '^(%d+)-(%d+)$')
  its_millis, its_sequence = tonumber(its_millis), tonumber(its_sequence)
  if its_millis < millis or (its_millis == millis and its_sequence <= sequence) then
    redis.call('XDEL', stream, id)
    id = redis.call('XADD', stream, string.format('%.0f-0', millis + 1), 'e', content)
  end
  return id
end

-- The value of a field of an entry; empty if somebody else has put an entry without it.
local function field(entry, name)
  for i = 1, #entry[2], 2 do
    if entry[2][i] == name then
      return entry[2][i + 1]
    end
  end
  return ''
end
