-- Comes before inspect, and answers in its place where nothing has to be done: the record is of the
-- life that the caller knows, not behind it, and sound as far as it is asked for. It needs none of
-- the functions that follow, which take the server longer to make than this answer. ARGV as there.
if ARGV[8] == '0' then
  local fields = { 'epoch', 'sequence', 'generation' }
  for i = 10, #ARGV, 2 do
    fields[#fields + 1], fields[#fields + 2] = 'r:' .. ARGV[i + 1], 'l:' .. ARGV[i]
  end
  local read = redis.pcall('HMGET', KEYS[1], unpack(fields))
  local sequence, generation = read[2] or '', read[3] or ''
  local sound = read[1] == ARGV[1] and string.find(sequence, '^%d+$') and #sequence <= 15
    and tonumber(sequence) >= tonumber(ARGV[2]) and #generation == 16
  local clock = redis.call('TIME')
  local now = string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000))
  local answer = { read[1], tonumber(sequence), now }
  for i = 4, #fields, 2 do
    local region, loader = read[i] or generation, read[i + 1] or generation
    sound = sound and #region == 16 and #loader == 16
    answer[#answer + 1] = region .. loader
  end
  if sound then
    return answer
  end
end
