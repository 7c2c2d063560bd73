-- Reads the state of a partition.
-- ARGV: 1 if a record that another server created is renewed, else 0; number of groups, per group
-- loader and region. Answers epoch, sequence, time, then per group the region's and the loader's
-- generation.
if argument() == '1' and redis.call('HGET', control, 'run') ~= run_id() then
  renew()
end
local answer = { epoch, sequence, text(now) }
for _ = 1, number() do
  local loader = argument()
  answer[#answer + 1] = generation_of('r:' .. argument()) .. generation_of('l:' .. loader)
end
return answer
