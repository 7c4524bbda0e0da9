#!lua flags=allow-oom
-- account.lua: store the account if it has not changed since it was read
-- KEYS of the namespace   ARGV[1] expected version  [2] milliseconds until its pause ends, or ''  [3..] field, value, ...
-- returns 1 if stored, else 0
if (redis.call('HGET', ACCOUNT, 'version') or '0') ~= ARGV[1] then
  return 0
end
demand({{'DEL', ACCOUNT}, {'HSET', ACCOUNT}})
redis.call('DEL', ACCOUNT)
redis.call('HSET', ACCOUNT, unpack(ARGV, 3))
if ARGV[2] ~= '' then
  -- by our own clock: that of the daemon which has stored it may be another
  redis.call('HSET', ACCOUNT, 'pause_ends', whole(millis() + ARGV[2]))
end
return 1
