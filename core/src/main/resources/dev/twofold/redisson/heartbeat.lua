-- Says that a node lives, and claims those that have been silent for too long: whoever claims one
-- has as long to do for it what it can no longer do, then another node will claim it.
-- KEYS: the register of nodes. ARGV: the node, longest silence in ms. Answers the nodes claimed.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local stamp = string.format('%.0f', now)
if type(redis.pcall('HSET', KEYS[1], ARGV[1], stamp)) == 'table' then -- no register at all
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], ARGV[1], stamp)
end
local claimed = {}
local seen = redis.call('HGETALL', KEYS[1])
for i = 1, #seen, 2 do
  if now - (tonumber(seen[i + 1]) or 0) > tonumber(ARGV[2]) then
    redis.call('HSET', KEYS[1], seen[i], stamp)
    claimed[#claimed + 1] = seen[i]
  end
end
return claimed
