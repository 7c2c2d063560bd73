-- Removes entries that a commit will make stale, and keeps them closed until the bracket is ended.
-- ARGV: token of the bracket, its longest time in ms, the entries. Answers as invalidate does.
local bracket, hold = argument(), number()
local unknown = unknown_variants()
if unknown then
  return unknown
end
remove_entries(function(name, hold_off)
  close(name, bracket, hold + hold_off)
end)
return reply(1)
