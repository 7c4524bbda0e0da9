#!lua flags=allow-oom
-- touch.lua: the same as transition.lua for a change of nothing but fields and the next moment; most changes are such
-- KEYS[1] job  [2] its result  [3] due   ARGV[1] expected version  [2] id  [3] moment  [4..] field, value, ...
-- returns as transition.lua does
local version = redis.call('HGET', KEYS[1], 'version')
if not version then
  return {'gone'}
end
if version ~= ARGV[1] then
  return {'stale', redis.call('HGETALL', KEYS[1]), redis.call('GET', KEYS[2])}
end
redis.call('HSET', KEYS[1], unpack(ARGV, 4))
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[2])
return {'stored', 0}
