-- How full the server is: how much of its limit is in use, in thousandths; 0 if it has no limit, or
-- does not say. Answers a list of one.
local info = redis.pcall('INFO', 'memory')
local text = type(info) == 'string' and info or ''
local used = tonumber(string.match(text, 'used_memory:(%d+)'))
local limit = tonumber(string.match(text, 'maxmemory:(%d+)'))
return { used and limit and limit > 0 and math.floor(used * 1000 / limit) or 0 }
