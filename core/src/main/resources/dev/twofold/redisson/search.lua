-- Looks at some keys of the server, whatever partition they are of.
-- ARGV: where to go on (0: from the beginning), pattern, about how many keys to look at. Answers
-- epoch, sequence, time, the server, how many keys it has, where to go on (0: that was all), then
-- the names that match.
local from, pattern, number_of_keys = argument(), argument(), argument()
local found = redis.call('SCAN', from, 'MATCH', pattern, 'COUNT', number_of_keys)
local answer = { epoch, sequence, text(now), run_id(), redis.call('DBSIZE'), found[1] }
for i, name in ipairs(found[2]) do
  answer[i + 6] = name
end
return answer
