#!lua flags=allow-oom
-- adopt.lua: stores a job that Redis has forgotten, and whose task may have been paid for
-- KEYS of one job, no old task and its own task   ARGV[1] change  [2] result or ''
-- returns as transition.lua does; if the job exists after all, {'stale', hash, result};
-- if it has ended and was paid for, {'gone'}
local change = cjson.decode(ARGV[1])
local found = redis.call('HGETALL', JOB)
if #found > 0 then
  return {'stale', found, redis.call('GET', RESULT)}
end
if redis.call('EXISTS', paid_key(change.id)) == 1 then
  return {'gone'} -- it has ended, and its record has expired as planned
end
local owner = redis.call('GET', NEW_TASK)
if owner and owner ~= change.id then
  return {'taken', owner}
end
local replicas = tonumber(replication('connected_slaves'))
all_or_nothing(function()
  store(change, ARGV[2])
end)
return {'stored', replicas}
