#!lua flags=allow-oom
-- format.lua: reads the format number of the namespace's records, and raises an older one, because its daemon could not read ours
-- KEYS[1] format   ARGV[1] our format number
-- returns the format number
local theirs = tonumber(redis.call('GET', KEYS[1]) or '0')
if theirs < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], ARGV[1])
end
return redis.call('GET', KEYS[1])
