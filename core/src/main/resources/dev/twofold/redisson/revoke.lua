-- Takes away all leases, and the rights of those who load what nobody asked for; entries stay. What
-- is told names loaders, whose hold-off begins.
-- ARGV: number of loaders, per loader name and hold-off in ms; what to tell. Answers epoch,
-- sequence, time, 1.
for _ = 1, number() do
  local loader, hold_off = 'l:' .. argument(), number()
  if hold_off > 0 then
    close(loader, LAG, hold_off)
  end
end
next_sequence()
redis.call('HSET', control, 'clear', token, 'cleared', text(sequence))
sweep()
publish(hex(string.sub(token, 1, 8)), argument())
return { epoch, sequence, text(now), 1 }
