#!lua flags=allow-oom
-- due.lua: take jobs whose moment has come, under a lease: unchanged, they come up again at its end
-- KEYS of the namespace   ARGV[1] how a job's key begins  [2] 'due' or 'downloads'  [3] at most  [4] lease
-- returns {{id, hash, result}, ...}, the most overdue first
local index = ARGV[2] == 'downloads' and DOWNLOADS or DUE
local now = millis()
local taken = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', index, '-inf', whole(now), 'LIMIT', 0, ARGV[3])) do
  local hash = redis.call('HGETALL', ARGV[1] .. id)
  if #hash == 0 then
    redis.call('ZREM', index, id) -- expired, or deleted by hand
  else
    redis.call('ZADD', index, whole(now + ARGV[4]), id)
    taken[#taken + 1] = {id, hash, redis.call('GET', ARGV[1] .. id .. ':result')}
  end
end
return taken
