-- Reads the oldest dead letters. KEYS: the dead letters. ARGV: how many. Answers id, key, value,
-- cause, place and number of writes of each.
local answer = {}
for _, letter in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', argument())) do
  answer[#answer + 1] = letter[1]
  for _, name in ipairs({ 'key', 'value', 'cause', 'place', 'writes' }) do
    answer[#answer + 1] = field(letter, name)
  end
end
return answer
