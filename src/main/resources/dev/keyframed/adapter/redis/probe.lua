#!lua
-- probe.lua: checks whether writes are accepted: a script that may write is refused like a write, before it runs
-- returns the time of Redis in milliseconds
local time = redis.call('TIME')
return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
