#!lua flags=allow-oom
-- claim.lua: stores a claim as transition.lua does, if the limits of the whole namespace allow a submission now
-- It runs when memory is used up too, because only the progress of jobs frees the memory of their frames.
-- KEYS of one job, its old task and its new one
-- ARGV[1] change  [2] result or ''  [3] microseconds between two submissions  [4] most in flight
-- ARGV[5] budget of a day in micro-dollars, negative: none  [6] price of this job  [7] milliseconds of its lease
-- returns as transition.lua does, or {'wait', milliseconds, reason}
local SOON, PROBE, BUDGET, LONGEST_PAUSE = 1000, 30000, 10000, 660000
local now = millis()

local function number(key, field)
  return tonumber(redis.call('HGET', key, field) or '0')
end

-- returns {'wait', milliseconds, reason}, or nil if a submission is allowed
local function gate(hold)
  if hold == 'paused' then
    return {'wait', SOON, 'hold'}
  end
  local ends = redis.call('HMGET', ACCOUNT, 'pause_ends', 'pause_until') -- an older daemon writes only the latter
  local pause = tonumber(ends[1] or ends[2] or '0') - now
  if pause > LONGEST_PAUSE then -- the clock was set back
    pause = LONGEST_PAUSE
    local ends = whole(now + pause)
    redis.call('HSET', ACCOUNT, 'pause_ends', ends, 'pause_until', ends, 'version', whole(number(ACCOUNT, 'version') + 1))
  end
  if pause > 0 then
    return {'wait', pause, hold and 'hold' or 'pause'}
  end
  local in_flight = number(COUNTS, 'submitting') + number(COUNTS, 'uncertain') + number(COUNTS, 'generating')
  if in_flight >= tonumber(ARGV[4]) then
    return {'wait', SOON, 'in_flight'}
  end
  local budget = tonumber(ARGV[5])
  local committed = number(SPEND, whole(math.floor(now / DAY))) + tonumber(redis.call('GET', EXPOSURE) or '0')
  if budget >= 0 and committed + tonumber(ARGV[6]) > budget then
    return {'wait', math.min(BUDGET, DAY - now % DAY), 'budget'}
  end
  local wait = rate_limit(LIMITER, tonumber(ARGV[3]), tonumber(ARGV[3]))
  if wait > 0 then
    return {'wait', math.ceil(wait / 1000), 'rate'}
  end
end

local change = cjson.decode(ARGV[1])
local hold = redis.call('HGET', ACCOUNT, 'hold')
local no = refusal(change) or gate(hold)
if no then
  return no
end
-- with a hold or after a transient failure this claim is the probe: no other claim is granted before its outcome is known
local probes = hold or number(ACCOUNT, 'strikes') > 0
local replicas = tonumber(replication('connected_slaves'))
local version = whole(number(ACCOUNT, 'version') + 1)
demand({{'HSET', ACCOUNT}})
-- the lease is by the clock of Redis: by a clock that is behind, it would end before the request is sent
change.due = ARGV[7]
all_or_nothing(function()
  store(change, ARGV[2])
end)
if probes then
  local ends = whole(now + PROBE)
  redis.call('HSET', ACCOUNT, 'pause_ends', ends, 'pause_until', ends, 'version', version)
end
return {'stored', replicas}
