-- Answers how many entries a stream has. KEYS: the stream.
return { redis.call('XLEN', KEYS[1]) }
