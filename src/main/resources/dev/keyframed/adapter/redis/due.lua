#!lua flags=allow-oom
-- due.lua: takes due jobs under a lease; an unchanged job is due again at the end of its lease
-- KEYS of the namespace   ARGV[1] prefix of a job's key  [2] 'due' or 'downloads'  [3] most jobs  [4] milliseconds of the lease
-- returns {{id, hash, result}, ...}: first jobs whose end was reported (score 0), then the most overdue
-- A quarter of the places is kept for the latter, so that a flood of reports does not block them. With few places the clock decides.
local index = ARGV[2] == 'downloads' and DOWNLOADS or DUE
local now, most = millis(), tonumber(ARGV[3])
local reported = redis.call('ZRANGEBYSCORE', index, '-inf', '0', 'LIMIT', 0, most)
local due = redis.call('ZRANGEBYSCORE', index, '(0', whole(now), 'LIMIT', 0, most)
local kept = math.min(#due, math.floor(most / 4) + (now % 4 < most % 4 and 1 or 0))
local ids, taken = {}, {}
for at = 1, math.min(#reported, most - kept) do
  ids[at] = reported[at]
end
for at = 1, math.min(#due, most - #ids) do
  ids[#ids + 1] = due[at]
end
for _, id in ipairs(ids) do
  local hash = redis.call('HGETALL', ARGV[1] .. id)
  if #hash == 0 then
    redis.call('ZREM', index, id) -- expired, or deleted by hand
  else
    redis.call('ZADD', index, whole(now + ARGV[4]), id)
    taken[#taken + 1] = {id, hash, redis.call('GET', ARGV[1] .. id .. ':result')}
  end
end
return taken
