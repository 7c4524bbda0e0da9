#!lua flags=allow-oom
-- account.lua: store the account if it has not changed since it was read
-- KEYS of the namespace   ARGV[1] expected version  [2..] field, value, ...
-- returns 1 if stored, else 0
if (redis.call('HGET', ACCOUNT, 'version') or '0') ~= ARGV[1] then
  return 0
end
redis.call('DEL', ACCOUNT)
redis.call('HSET', ACCOUNT, unpack(ARGV, 2))
return 1
