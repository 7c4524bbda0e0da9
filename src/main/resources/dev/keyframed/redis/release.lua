#!lua flags=allow-oom
-- release.lua: takes back what take.lua has counted of a reader that is well: its entries are not stored, through no fault of theirs
-- KEYS[1] starts   ARGV[1] the life of the reader  [2..] entry ids
-- returns how many it took back; those that were stored since, or that another reader has begun on, are left alone
local released = 0
for at = 2, #ARGV do
  local count, life = (redis.call('HGET', KEYS[1], ARGV[at]) or ''):match('^(%d+) (.*)$')
  if life == ARGV[1] then
    if tonumber(count) > 1 then
      redis.call('HSET', KEYS[1], ARGV[at], (count - 1) .. ' ')
    else
      redis.call('HDEL', KEYS[1], ARGV[at])
    end
    released = released + 1
  end
end
return released
