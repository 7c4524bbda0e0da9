#!lua flags=allow-oom
-- account.lua: stores the account if its version has not changed since it was read
-- KEYS of the namespace   ARGV[1] expected version  [2] milliseconds until the end of its pause, or ''  [3..] field, value, ...
-- returns 1 if stored, else 0
if (redis.call('HGET', ACCOUNT, 'version') or '0') ~= ARGV[1] then
  return 0
end
demand({{'DEL', ACCOUNT}, {'HSET', ACCOUNT}})
redis.call('DEL', ACCOUNT)
redis.call('HSET', ACCOUNT, unpack(ARGV, 3))
if ARGV[2] ~= '' then
  -- by the clock of Redis: the daemon that stores it may have another clock
  redis.call('HSET', ACCOUNT, 'pause_ends', whole(millis() + ARGV[2]))
end
return 1
