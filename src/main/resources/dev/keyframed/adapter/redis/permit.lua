#!lua flags=allow-oom
-- permit.lua: takes one permit of the query budget
-- KEYS of the namespace   ARGV[1] microseconds between two queries  [2] microseconds by which they may be taken ahead
-- returns milliseconds to wait; 0: taken
-- It runs when memory is used up too, because only queries end the tasks whose frames use it.
local interval = tonumber(ARGV[1])
return math.ceil(rate_limit(QUERIES, interval, math.max(interval, tonumber(ARGV[2]))) / 1000)
