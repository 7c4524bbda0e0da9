#!lua flags=allow-oom
-- release.lua: takes back the starts that take.lua counted for entries that were read, and were not stored for a reason outside of them
-- KEYS[1] starts   ARGV[1] the run of the reader  [2..] entry ids
-- returns how many it took back; entries that were stored since, or that another reader has begun on, are left unchanged
local released = 0
for at = 2, #ARGV do
  local count, run, much = (redis.call('HGET', KEYS[1], ARGV[at]) or ''):match('^(%d+) (%w*)(.*)$')
  if run == ARGV[1] then
    if tonumber(count) > 1 or much ~= '' then -- keeps the mark of an oversized entry, so that it is not read again
      redis.call('HSET', KEYS[1], ARGV[at], string.format('%d', count - 1) .. ' ' .. much)
    else
      redis.call('HDEL', KEYS[1], ARGV[at])
    end
    released = released + 1
  end
end
return released
