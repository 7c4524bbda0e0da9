#!lua flags=allow-oom
-- touch.lua: the same as transition.lua for changes of nothing but fields and the next moment, of many jobs in one step
-- KEYS[1] due, then each job
-- ARGV for each: expected version, id, moment, how many words follow, field, value, ...
-- returns for each 1 where it is stored; else what transition.lua does, or {'fault', why} where its record is none: the others go on without it
local moments = {}

local function touch(job, at, last)
  local version = redis.call('HGET', job, 'version')
  if not version then
    return {'gone'}
  end
  if version ~= ARGV[at] then
    return {'stale', redis.call('HGETALL', job), redis.call('GET', job .. ':result')}
  end
  redis.call('HSET', job, unpack(ARGV, at + 4, last))
  local length = #moments
  moments[length + 1], moments[length + 2] = ARGV[at + 2], ARGV[at + 1]
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
