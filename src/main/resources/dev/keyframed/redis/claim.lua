#!lua flags=allow-oom
-- claim.lua: the same as transition.lua, if the limits of the whole namespace allow a submission now
-- where memory is out too: only jobs that go on let go of the frames that fill it
-- KEYS of one job, its old task and its new one
-- ARGV[1] change  [2] result or ''  [3] microseconds between two submissions  [4] most in flight
-- ARGV[5] budget of a day in micro-dollars, negative: none  [6] price of this one  [7] milliseconds of its lease
-- returns as transition.lua does, or {'wait', milliseconds, why}
local SOON, PROBE, BUDGET, LONGEST_PAUSE = 1000, 30000, 10000, 660000
local now = millis()

local function number(key, field)
  return tonumber(redis.call('HGET', key, field) or '0')
end

-- {milliseconds, why} to wait, or nil
local function gate(hold)
  if hold == 'paused' then
    return {'wait', SOON, 'hold'}
  end
  local pause = number(ACCOUNT, 'pause_until') - now
  if pause > LONGEST_PAUSE then -- by a clock that is ahead
    pause = LONGEST_PAUSE
    redis.call('HSET', ACCOUNT, 'pause_until', whole(now + pause))
    redis.call('HINCRBY', ACCOUNT, 'version', 1)
  end
  if pause > 0 then
    return {'wait', pause, hold and 'hold' or 'pause'}
  end
  local flying = number(COUNTS, 'submitting') + number(COUNTS, 'uncertain') + number(COUNTS, 'generating')
  if flying >= tonumber(ARGV[4]) then
    return {'wait', SOON, 'in_flight'}
  end
  local budget = tonumber(ARGV[5])
  local committed = number(SPEND, whole(math.floor(now / DAY))) + tonumber(redis.call('GET', EXPOSURE) or '0')
  if budget >= 0 and committed + tonumber(ARGV[6]) > budget then
    return {'wait', math.min(BUDGET, DAY - now % DAY), 'budget'}
  end
  local wait = turn(LIMITER, tonumber(ARGV[3]), tonumber(ARGV[3]))
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
if hold or number(ACCOUNT, 'strikes') > 0 then
  -- this one is the probe: nobody else tries before its outcome is known
  redis.call('HSET', ACCOUNT, 'pause_until', whole(now + PROBE))
  redis.call('HINCRBY', ACCOUNT, 'version', 1)
end
-- the lease by our own clock: by one that is behind, it would be over before the request is sent
change.due = whole(now + ARGV[7])
store(change, ARGV[2])
return {'stored', tonumber(replication('connected_slaves'))}
