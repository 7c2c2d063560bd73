-- Moves entries to the dead letters. KEYS: the stream, the record, the dead letters. ARGV: node,
-- fence, epoch, lease in ms, how many dead letters there may be before; per dead letter the number of
-- its entries, their ids, content, key, value, cause and place. Answers 1: done; 0: the node did not
-- own the partition any more; -1: there are too many. What is gone already makes no dead letter.
if not renew(KEYS[2]) then
  return { 0 }
end
if redis.call('XLEN', KEYS[3]) >= number() then
  return { -1 }
end
while position < #ARGV do
  local entries, removed = number(), 0
  for _ = 1, entries do
    removed = removed + redis.call('XDEL', KEYS[1], argument())
  end
  local content, key, value = argument(), argument(), argument()
  local cause, place = argument(), argument()
  if removed > 0 then
    redis.call('XADD', KEYS[3], '*', 'e', content, 'key', key, 'value', value, 'cause', cause,
      'place', place, 'writes', entries)
  end
end
return { 1 }
