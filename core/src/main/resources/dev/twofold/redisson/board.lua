-- Pins a text to a board, if there is one, and takes down what has hung there for too long.
-- KEYS: the board, a hash of text by node, each behind the time it was pinned.
-- ARGV: lifetime in ms, then the node and its text. Answers the texts that hang there if none is
-- pinned.
if redis.call('TYPE', KEYS[1])['ok'] ~= 'hash' then
  redis.call('DEL', KEYS[1])
end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local texts = {}
local pinned = redis.call('HGETALL', KEYS[1])
for i = 1, #pinned, 2 do
  local stamp, text = string.match(pinned[i + 1], '^(%d+) (.*)$')
  if not stamp or now - stamp > tonumber(ARGV[1]) then
    redis.call('HDEL', KEYS[1], pinned[i])
  elseif not ARGV[2] then
    texts[#texts + 1] = text
  end
end
if ARGV[2] then
  redis.call('HSET', KEYS[1], ARGV[2], string.format('%.0f', now) .. ' ' .. ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return texts
