-- Gives a partition up. KEYS: the record. ARGV: node. Answers whether the node owned it.
if redis.call('HGET', KEYS[1], 'node') ~= argument() then
  return { 0 }
end
redis.call('HDEL', KEYS[1], 'node', 'until')
return { 1 }
