-- Deletes the oldest dead letters. KEYS: the dead letters. ARGV: how many. Answers how many.
local letters = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', argument())
for _, letter in ipairs(letters) do
  redis.call('XDEL', KEYS[1], letter[1])
end
return { #letters }
