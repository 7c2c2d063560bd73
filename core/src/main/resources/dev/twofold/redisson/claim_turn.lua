-- Takes the turn at a task, unless another node has it.
-- KEYS: the task, a hash of holder, until, runs and text. ARGV: the node, hold in ms, memory in ms.
-- Answers whether it is granted, how often the task was finished, and how far it has got.
if redis.call('TYPE', KEYS[1])['ok'] ~= 'hash' then
  redis.call('DEL', KEYS[1])
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local task = redis.call('HMGET', KEYS[1], 'holder', 'until', 'runs', 'text')
local runs = task[3] or '0'
local held = task[1] and task[1] ~= '' and task[1] ~= ARGV[1]
if held and (tonumber(task[2]) or 0) > now then
  return {0, runs, ''}
end
local deadline = string.format('%.0f', now + ARGV[2])
redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'until', deadline)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1, runs, task[4] or ''}
