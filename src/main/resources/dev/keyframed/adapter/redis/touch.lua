#!lua flags=allow-oom
-- touch.lua: stores changes of only some fields and the next moment of many jobs in one step, as transition.lua stores one change
-- KEYS[1] due, then each job
-- ARGV for each job: expected version, id, moment, how many words follow, field, value, ...
-- a moment is in milliseconds from now, or 'at_once'
-- returns for each job 1 if stored; else what transition.lua returns, or {'fault', reason} if its record is invalid; the others are stored
local moments = {}
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

-- all moments are stored by one command after the jobs, so each cause of its failure is checked first
if not (redis.acl_check_cmd('ZADD', KEYS[1]) and redis.acl_check_cmd('HSET', KEYS[2])) then
  error({err = "NOPERM this user has no permissions to run 'zadd' or 'hset'"})
end
redis.call('ZCARD', KEYS[1])

local function touch(job, at, last)
  local version = redis.call('HGET', job, 'version')
  if not version then
    return {'gone'}
  end
  if version ~= ARGV[at] then
    return {'stale', redis.call('HGETALL', job), redis.call('GET', job .. ':result')}
  end
  redis.call('HSET', job, unpack(ARGV, at + 4, last))
  local length, distance = #moments, ARGV[at + 2]
  moments[length + 1] = distance == 'at_once' and '0' or string.format('%.0f', now + distance)
  moments[length + 2] = ARGV[at + 1]
  return 1
end

local replies, at = {}, 1
for key = 2, #KEYS do
  local last = at + 3 + tonumber(ARGV[at + 3])
  local done, reply = pcall(touch, KEYS[key], at, last)
  replies[key - 1] = done and reply or {'fault', type(reply) == 'table' and reply.err or tostring(reply)}
  at = last + 1
end
if moments[1] then
  redis.call('ZADD', KEYS[1], unpack(moments))
end
return replies
