#!lua flags=allow-oom
-- permit.lua: take one permit of the budget of queries
-- KEYS of the namespace   ARGV[1] microseconds between two queries  [2] how far ahead they may be taken at once
-- returns milliseconds to wait; 0: taken
-- where memory is out too: only queries end the tasks whose frames fill it
local interval = tonumber(ARGV[1])
return math.ceil(turn(QUERIES, interval, math.max(interval, tonumber(ARGV[2]))) / 1000)
