-- Owns a partition that nobody else owns, and reads its oldest entries. KEYS: the stream, the record.
-- ARGV: node, lease in ms, how many entries, after how many bytes no further one, the epoch if there
-- is none yet.
-- Answers the length and 0: somebody else owns it; or the length, 1, fence, epoch, and id and content
-- of each entry.
local PORTION = 100
-- What is read and not answered has to be copied all the same: portions of large entries are small.
local largest = 1048576
local stream, record = KEYS[1], KEYS[2]
local node, lease, entries, bytes = argument(), number(), number(), number()
local length = redis.call('XLEN', stream)
local owner = redis.call('HMGET', record, 'node', 'until', 'fence', 'epoch')
if owner[1] and owner[1] ~= node and (tonumber(owner[2]) or 0) > now then
  return { length, 0 }
end
local fence = owner[3]
if owner[1] ~= node or not fence then
  fence = string.format('%.0f', redis.call('HINCRBY', record, 'fence', 1))
end
local epoch = owner[4] or argument()
redis.call('HSET', record, 'node', node, 'until', string.format('%.0f', now + lease), 'epoch', epoch)

local answer = { length, 1, fence, epoch }
local start = '-'
while entries > 0 and bytes > 0 do
  local portion = math.min(entries, PORTION, math.floor(bytes / largest) + 1)
  local found = redis.call('XRANGE', stream, start, '+', 'COUNT', portion)
  for i, entry in ipairs(found) do
    if bytes <= 0 then
      break
    end
    local content = field(entry, 'e')
    answer[#answer + 1] = entry[1]
    answer[#answer + 1] = content
    bytes = bytes - #content
    largest = math.max(i > 1 and largest or 1, #content)
    start = '(' .. entry[1]
  end
  if #found < portion then
    break
  end
  entries = entries - portion
end
return answer
