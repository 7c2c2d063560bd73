-- Ends a bracket whose transaction was rolled back: nothing became stale.
-- ARGV: token of the bracket; number of entries, per entry loader and id; number of names of
-- loaders (l:), of regions (r:) and of all tags (t), these. Answers epoch, sequence, time, 1.
local bracket = argument()
for _ = 1, number() do
  open(entry(argument(), argument()), bracket)
end
for _ = 1, number() do
  open(argument(), bracket)
end
return { epoch, sequence, text(now), 1 }
