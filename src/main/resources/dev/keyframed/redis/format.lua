#!lua flags=allow-oom
-- format.lua: which format the namespace's records have; that of an older daemon becomes ours, for it could not read on
-- KEYS[1] format   ARGV[1] ours
-- returns the format
local theirs = tonumber(redis.call('GET', KEYS[1]) or '0')
if theirs < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], ARGV[1])
end
return redis.call('GET', KEYS[1])
