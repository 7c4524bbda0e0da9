#!lua
-- probe.lua: whether writes are taken: a script that may write is refused like one, before it runs
-- returns what time it is here, in milliseconds
local time = redis.call('TIME')
return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
