#!lua flags=allow-oom
-- head.lua: what may be claimed next, the account, and which Redis this is
-- KEYS of the namespace   ARGV[1] how a job's key begins
-- returns {account, replication id, id or false, hash}
local account, store_id = redis.call('HGETALL', ACCOUNT), replication('master_replid')
while true do
  local id = redis.call('ZRANGE', READY, 0, 0)[1]
  if not id then
    return {account, store_id, false, {}}
  end
  local hash = redis.call('HGETALL', ARGV[1] .. id)
  if #hash > 0 then
    return {account, store_id, id, hash}
  end
  redis.call('ZREM', READY, id) -- deleted by hand
end
