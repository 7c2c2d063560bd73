-- Appends entries, all or none. KEYS: the stream. ARGV: how many it may have then, time and sequence
-- of the latest id that the caller knows, the entries. Answers 1 and the latest id, or 0: no room.
local stream = KEYS[1]
local length, millis, sequence = number(), number(), number()
if redis.call('XLEN', stream) + #ARGV - position > length then
  return { 0 }
end
local id = append(stream, millis, sequence, argument())
while position < #ARGV do
  id = redis.call('XADD', stream, '*', 'e', argument())
end
return { 1, id }
