-- Registers how many partitions a node uses for a queue. KEYS: the register. ARGV: the number.
-- Answers the largest that was ever registered.
local known = tonumber(redis.call('HGET', KEYS[1], 'partitions') or '0') or 0
local mine = number()
if mine > known then
  redis.call('HSET', KEYS[1], 'partitions', mine)
  known = mine
end
return { known }
