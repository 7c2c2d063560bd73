-- Comes before the scripts that read entries. An entry is a string; numbers are big-endian.
--   value, known absent: kind V or N, version 1, 2 bytes of flags, 8 of fingerprint, 16 of fill
--     token, 16 of the region's and 16 of the loader's generation, 8 of expiry in ms of the server,
--     2 of the number of tags; per tag 2 of its length, the tag, 16 of its generation; the payload
--   lease: kind L, version 1, 16 of token, 16 of the region's and 16 of the loader's generation, 16
--     of clear stamp
local VALUE, LEASE, GONE, STRANGE = 1, 2, 3, 4
local HEADER, LEASE_LENGTH, NO_TAGS = 70, 66, '\0\0'
local HIGH = 4294967296

local function pack_time(milliseconds)
  return struct.pack('>I4I4', math.floor(milliseconds / HIGH), milliseconds % HIGH)
end

local function is_over(value)
  local a, b, c, d, e, f, g, h = string.byte(value, 61, 68)
  local high, low = ((a * 256 + b) * 256 + c) * 256 + d, ((e * 256 + f) * 256 + g) * 256 + h
  return high * HIGH + low <= now
end

local function group_of_arguments()
  local group = {
    base = argument(), loader = argument(), variant = argument(), region = argument(),
    hold_off = number(), guarded = argument() == '1', fingerprint = argument(), size = number()
  }
  local own = redis.call('HMGET', control, 'r:' .. group.region, 'l:' .. group.base)
  group.generations = (stamp(own[1]) or generation) .. (stamp(own[2]) or generation)
  group.head = '\1\0\0' .. group.fingerprint
  return group
end

-- Calls visit(tag, generation) for each tag; nil: the record is cut short.
local function each_tag(value, visit)
  local at = HEADER + 1
  for _ = 1, struct.unpack('>I2', value, HEADER - 1) do
    if #value < at + 1 then
      return nil
    end
    local length = struct.unpack('>I2', value, at)
    if #value < at + 1 + length + 16 then
      return nil
    end
    visit(string.sub(value, at + 2, at + 1 + length),
      string.sub(value, at + 2 + length, at + 17 + length))
    at = at + 18 + length
  end
  return at
end

-- What stands there: VALUE (or known absence), LEASE, GONE if it is of the past, STRANGE.
local function state_of(value, group)
  local kind = string.sub(value, 1, 1)
  if kind == 'L' and #value == LEASE_LENGTH and string.byte(value, 2) == 1 then
    return string.sub(value, 19) == group.generations .. clear_stamp and LEASE or GONE
  end
  if (kind ~= 'V' and kind ~= 'N') or #value < HEADER
      or string.sub(value, 2, 12) ~= group.head then
    return STRANGE
  end
  if string.sub(value, 29, 60) ~= group.generations or is_over(value) then
    return GONE
  end
  local current, stop = true, HEADER + 1
  if string.sub(value, HEADER - 1, HEADER) ~= NO_TAGS then
    stop = each_tag(value, function(tag, its)
      current = current and tag_generation_of(tag) == its
    end)
  end
  if not stop or (kind == 'N' and stop <= #value) then
    return STRANGE
  end
  return current and VALUE or GONE
end

-- Whether nothing of a group may be filled; ids are asked for apart. Which tags an entry has shows
-- only once it is loaded, which may be when they are open again.
local function is_barred(group)
  return (group.guarded and (quarantined or is_closed(ANY_TAG))) or is_closed('r:' .. group.region)
    or is_closed('l:' .. group.base)
end
