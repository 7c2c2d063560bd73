-- Moves the oldest dead letters to the end of the queue. KEYS: the dead letters, the stream. ARGV:
-- how many, time and sequence of the latest id that the caller knows. Answers how many were moved,
-- and the latest id if any was.
local letters = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', argument())
local millis, sequence = number(), number()
local answer = { #letters }
for _, letter in ipairs(letters) do
  answer[2] = append(KEYS[2], millis, sequence, field(letter, 'e'))
  redis.call('XDEL', KEYS[1], letter[1])
end
return answer
