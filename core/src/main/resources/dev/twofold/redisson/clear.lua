-- Makes everything of some loaders, regions and tags stale, in one stroke.
-- ARGV: token of a bracket (empty: none), its longest time in ms (0: it ends with this); number of
-- loaders, per loader name and hold-off in ms; number of regions, their names; number of tags,
-- these; what to tell. Answers epoch, sequence, time, 1.
local MOST_TAGS = 10000
local bracket, hold = argument(), number()

-- What is kept closed is opened by its bracket, and by time alone where the database may lag.
local function clear(name, closed, hold_off)
  redis.call('HSET', control, name, token)
  if bracket ~= '' then
    open(closed, bracket)
  end
  if hold > 0 then
    close(closed, bracket, hold + hold_off)
  elseif hold_off > 0 then
    close(closed, LAG, hold_off)
  end
end

local function hold_off_of(field)
  return integer(redis.call('HGET', control, field)) or 0
end

-- Tags come and go: with too many, all tagged entries are cleared and their tags forgotten.
local function forget_tags()
  for _, field in ipairs(redis.call('HKEYS', control)) do
    if string.sub(field, 1, 2) == 't:' then
      redis.call('HDEL', control, field)
    end
  end
  redis.call('HSET', control, 'tags', token, 'tagcount', 0)
end

for _ = 1, number() do
  local loader = 'l:' .. argument()
  clear(loader, loader, number())
end
for _ = 1, number() do
  local region = argument()
  clear('r:' .. region, 'r:' .. region, hold_off_of('h:' .. region))
end
for _ = 1, number() do
  local tag = 't:' .. argument()
  if redis.call('HEXISTS', control, tag) == 0
      and redis.call('HINCRBY', control, 'tagcount', 1) > MOST_TAGS then
    forget_tags()
  end
  clear(tag, ANY_TAG, hold_off_of('holdoff'))
end
next_sequence()
redis.call('HSET', control, 'clear', token, 'cleared', text(sequence))
sweep()
publish(hex(string.sub(token, 1, 8)), argument())
return { epoch, sequence, text(now), 1 }
