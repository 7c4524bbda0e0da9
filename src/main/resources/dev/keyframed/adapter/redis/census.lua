#!lua flags=allow-oom
-- census.lua: counts the namespace at a cost independent of the number of jobs, and removes expired counts
-- KEYS of the namespace   ARGV[1] distance of the priority classes in the ready index
-- ARGV[2] milliseconds after which a task at work is overdue
-- returns {counts, waiting, oldest ready or false, tasks overdue, milliseconds by which the scanner is late, exposure, spent today}
local now = millis()

-- removes expired jobs from the counts, and old days
local expired = redis.call('ZRANGEBYSCORE', ENDED, '-inf', whole(now), 'LIMIT', 0, 1000)
for _, member in ipairs(expired) do
  redis.call('ZREM', ENDED, member)
  redis.call('HINCRBY', COUNTS, member:match('^[^:]+'), -1)
end
for _, day in ipairs(redis.call('HKEYS', SPEND)) do
  if tonumber(day) < math.floor(now / DAY) - 7 then
    redis.call('HDEL', SPEND, day)
  end
end

local oldest = false
for class = 0, 2 do
  local base = class * ARGV[1]
  local first = redis.call('ZRANGEBYSCORE', READY, whole(base), '(' .. whole(base + ARGV[1]), 'WITHSCORES', 'LIMIT', 0, 1)
  if first[2] then
    oldest = math.min(oldest or math.huge, tonumber(first[2]) - base)
  end
end

local overdue, before = 0, now - ARGV[2]
local working = redis.call('HGETALL', WORKING)
for at = 1, #working, 2 do
  if tonumber(working[at]) * MINUTE <= before then
    overdue = overdue + tonumber(working[at + 1])
  end
end

-- score 0 means due at once, and has no time to compute a delay from
local first_due = redis.call('ZRANGEBYSCORE', DUE, '(0', '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
return {
  redis.call('HGETALL', COUNTS),
  redis.call('XLEN', JOBS),
  oldest,
  overdue,
  first_due[2] and math.max(0, now - tonumber(first_due[2])) or 0,
  redis.call('GET', EXPOSURE) or '0',
  redis.call('HGET', SPEND, whole(math.floor(now / DAY))) or '0',
}
