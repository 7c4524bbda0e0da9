#!lua flags=allow-oom
-- head.lua: reads the next ready job, the account and the replication id of Redis
-- KEYS of the namespace   ARGV[1] prefix of a job's key  [2..] ids of jobs to skip
-- returns {account, replication id, id or false, hash}
local account, store_id = redis.call('HGETALL', ACCOUNT), replication('master_replid')
local passed, rank = {}, 0
for at = 2, #ARGV do
  passed[ARGV[at]] = true
end
while true do
  local id = redis.call('ZRANGE', READY, rank, rank)[1]
  if not id then
    return {account, store_id, false, {}}
  end
  if passed[id] then
    rank = rank + 1
  else
    local hash = redis.call('HGETALL', ARGV[1] .. id)
    if #hash > 0 then
      return {account, store_id, id, hash}
    end
    redis.call('ZREM', READY, id) -- deleted by hand
  end
end
