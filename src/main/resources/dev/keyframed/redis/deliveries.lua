#!lua flags=no-writes
-- deliveries.lua: how often each of these entries has been given to a reader
-- KEYS[1] queue   ARGV[1] group  [2..] entry ids
-- returns a number for each, 0 where it is no longer pending
local counts = {}
for at = 2, #ARGV do
  local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[at], ARGV[at], 1)[1]
  counts[#counts + 1] = pending and pending[4] or 0
end
return counts
