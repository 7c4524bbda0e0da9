#!lua flags=allow-oom
-- format.lua: which format the namespace's records have; a new namespace gets ours
-- KEYS[1] format   ARGV[1] ours
-- returns the format
redis.call('SET', KEYS[1], ARGV[1], 'NX')
return redis.call('GET', KEYS[1])
