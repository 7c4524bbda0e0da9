#!lua flags=allow-oom
-- release.lua: takes back what take.lua has counted of a reader that is well: its entries are not stored, through no fault of theirs
-- KEYS[1] starts   ARGV[1] the life of the reader  [2..] entry ids
-- returns how many it took back; those that were stored since, or that another reader has begun on, are left alone
local released = 0
for at = 2, #ARGV do
  local count, life, much = (redis.call('HGET', KEYS[1], ARGV[at]) or ''):match('^(%d+) (%w*)(.*)$')
  if life == ARGV[1] then
    if tonumber(count) > 1 or much ~= '' then -- what was found too much need not be read again
      redis.call('HSET', KEYS[1], ARGV[at], string.format('%d', count - 1) .. ' ' .. much)
    else
      redis.call('HDEL', KEYS[1], ARGV[at])
    end
    released = released + 1
  end
end
return released
