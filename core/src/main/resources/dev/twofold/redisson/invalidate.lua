-- Removes stale entries in every variant, with all rights to fill them, and tells the other nodes,
-- whether or not anything stood there.
-- ARGV: token of the bracket that ends with this (empty: none), the stale entries, what to tell.
-- Answers epoch, sequence, time, 1; or 0 and the live variants of loaders, and nothing was done.
local bracket = argument()
local unknown = unknown_variants()
if unknown then
  return unknown
end
next_sequence()
local names = {}
remove_entries(function(name, hold_off)
  if bracket ~= '' then
    open(name, bracket)
  end
  if hold_off > 0 then
    close(name, LAG, hold_off)
  end
  names[#names + 1] = name
end)
remember(names)
sweep()
publish(hex(string.sub(token, 1, 8)), argument())
return reply(1)
