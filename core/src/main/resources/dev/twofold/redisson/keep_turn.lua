-- Notes how far a task has got, if it is still this node's turn, and what becomes of the turn.
-- KEYS: the task. ARGV: the node, hold in ms, memory in ms, text, keep or leave or finish.
-- Answers whether it was still this node's turn.
if redis.call('TYPE', KEYS[1])['ok'] ~= 'hash' then
  return {0}
end
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then
  return {0}
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local holder = ''
if ARGV[5] == 'keep' then
  holder = ARGV[1]
elseif ARGV[5] == 'finish' then
  redis.call('HINCRBY', KEYS[1], 'runs', 1)
end
local deadline = string.format('%.0f', now + ARGV[2])
redis.call('HSET', KEYS[1], 'holder', holder, 'until', deadline, 'text', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1}
