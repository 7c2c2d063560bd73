-- Removes the entries before one. KEYS: the stream, the record. ARGV: node, fence, epoch, lease in
-- ms, the id. Answers whether the node still owned the partition.
if not renew(KEYS[2]) then
  return { 0 }
end
redis.call('XTRIM', KEYS[1], 'MINID', argument())
return { 1 }
