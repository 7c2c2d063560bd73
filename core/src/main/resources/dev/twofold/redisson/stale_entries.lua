-- Comes before the scripts that remove entries. Their arguments: the number of loaders, per loader
-- its name, the number of its variants that the caller knows, and these; the number of entries, per
-- entry loader, id, hold-off in ms. KEYS from 2: per entry a key for each of these variants.

local function reply(done)
  return { epoch, sequence, text(now), done }
end

local named = {}

-- The answer if a variant is live that the caller does not know: it must come again with all.
local function unknown_variants()
  local answer
  for _ = 1, number() do
    local loader, known = argument(), {}
    named[loader] = number()
    for _ = 1, named[loader] do
      known[argument()] = true
    end
    local live = variants_of(loader)
    for _, variant in ipairs(live) do
      if not known[variant] then
        answer = answer or reply(0)
        answer[#answer + 1] = loader
        answer[#answer + 1] = #live
        for _, each in ipairs(live) do
          answer[#answer + 1] = each
        end
        break
      end
    end
  end
  return answer
end

-- Removes whatever stands under the keys; calls visit(name, hold_off) for each entry.
local function remove_entries(visit)
  for first = 2, #KEYS, MOST_OF_A_COMMAND do
    redis.call('UNLINK', unpack(KEYS, first, math.min(first + MOST_OF_A_COMMAND - 1, #KEYS)))
  end
  local prefixes = {}
  for _ = 1, number() do
    local loader, id, hold_off = argument(), argument(), number()
    local prefix = prefixes[loader] or entry(loader, '')
    prefixes[loader] = prefix
    visit(prefix .. id, hold_off)
  end
end
