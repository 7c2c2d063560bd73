-- Reads entries and takes a lease for each that is absent.
-- KEYS from 2: the entries. ARGV: lease in ms (0: none is taken), number of groups, per group its
-- description and the ids. Answers epoch, sequence, time, then per entry the record that stands
-- there, a value or somebody's lease, or 0 nothing, 1 granted, 2 granted in place of something
-- strange, 3 barred, 4 something strange.
local lease = argument()
local leases = lease ~= '0'
local values = redis.call('MGET', unpack(KEYS, 2))
local answer = { epoch, sequence, text(now) }

local function grant(group, key, strange)
  if not leases or not register(group) then
    return strange and 4 or 0
  end
  -- A server without memory can still answer what it has.
  local set = redis.pcall('SET', key, group.lease, 'PX', lease)
  if set.err then
    return strange and 4 or 0
  end
  return strange and 2 or 1
end

local at = 1
for _ = 1, number() do
  local group = group_of_arguments()
  group.lease = 'L\1' .. token .. group.generations .. clear_stamp
  local barred
  for _ = 1, group.size do
    local id, value = argument(), values[at]
    local state = value and state_of(value, group) or GONE
    if state == VALUE or state == LEASE then
      answer[at + 3] = value
    else
      if barred == nil then
        barred = is_barred(group)
      end
      if leases and (barred or (any_closed and is_closed(entry(group.loader, id)))) then
        answer[at + 3] = 3
      else
        answer[at + 3] = grant(group, KEYS[at + 1], state == STRANGE)
      end
    end
    at = at + 1
  end
end
return answer
