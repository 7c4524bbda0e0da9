-- lib.lua: what the scripts share; stands before each of them when it is loaded
-- KEYS[1..14] of the namespace, KEYS[15..18] of one job, KEYS[19..20] tasks: Keys.java gives them in this order.
-- A change is the JSON object that Change.java writes; what it leaves out stays as it was. Moments are milliseconds by Redis's own clock.
local JOBS, READY, DUE, DOWNLOADS, WORKING, COUNTS, ENDED, SPEND, EXPOSURE, LIMITER, QUERIES, ACCOUNT, RESULTS, EVENTS
  = unpack(KEYS, 1, 14)
local JOB, REQUEST, METADATA, RESULT, OLD_TASK, NEW_TASK = unpack(KEYS, 15, 20)
local DAY, MINUTE = 86400000, 60000

local function micros()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end

local function millis()
  return math.floor(micros() / 1000)
end

-- a number as Redis reads it: Lua would write large ones with an exponent
local function whole(number)
  return string.format('%.0f', number)
end

-- a value of INFO replication
local function replication(name)
  return redis.call('INFO', 'replication'):match('\n' .. name .. ':([^\r\n]*)')
end

-- the generic cell rate algorithm: takes a turn and returns 0, or takes none and returns the wait in microseconds
-- interval: between two turns; tolerance: at least one interval, what may be taken ahead at once
local function turn(key, interval, tolerance)
  local now = micros()
  local held = tonumber(redis.call('GET', key) or '0')
  -- neither a clock that was set back nor a limit that was raised since must stop the turns for long
  local next_free = math.min(math.max(held, now), now + tolerance)
  local taken = next_free + interval
  if taken - now > tolerance then
    if held > next_free then
      redis.call('SET', key, whole(next_free), 'PX', whole(math.ceil((next_free - now) / 1000) + 1000))
    end
    return taken - now - tolerance
  end
  redis.call('SET', key, whole(taken), 'PX', whole(math.ceil((taken - now) / 1000) + 1000))
  return 0
end

-- adds an entry to a stream; whoever does not know how long the daemons let it grow cuts nothing off
local function append(stream, change, ...)
  if change.stream_length then
    return redis.call('XADD', stream, 'MAXLEN', '~', change.stream_length, '*', ...)
  end
  return redis.call('XADD', stream, '*', ...)
end

-- score: a number, or false for out of it, or nil for as it was
local function place(index, id, score)
  if score == nil then
    return
  elseif score then
    redis.call('ZADD', index, score, id)
  else
    redis.call('ZREM', index, id)
  end
end

-- ended jobs that have expired since are no longer counted
local function forget_expired(now)
  local expired = redis.call('ZRANGEBYSCORE', ENDED, '-inf', whole(now), 'LIMIT', 0, 200)
  for _, member in ipairs(expired) do
    redis.call('ZREM', ENDED, member)
    redis.call('HINCRBY', COUNTS, member:match('^[^:]+'), -1)
  end
end

-- nil where the change may be made; otherwise the reply that says why not
local function refusal(change)
  local version = redis.call('HGET', JOB, 'version')
  if not version then
    return {'gone'}
  end
  if version ~= change.version then
    return {'stale', redis.call('HGETALL', JOB), redis.call('GET', RESULT)}
  end
  if change.binds and change.yields then
    local owner = redis.call('GET', NEW_TASK)
    if owner and owner ~= change.id then
      return {'taken', owner}
    end
  end
  if change.must_own then
    local owner = redis.call('GET', OLD_TASK)
    if owner ~= change.id then
      return {'taken', owner or ''}
    end
  end
end

-- tasks at work by the minute of their submission: to count the old ones costs little, and no memory for each
local function count_working(change)
  if change.worked and redis.call('HINCRBY', WORKING, change.worked, -1) <= 0 then
    redis.call('HDEL', WORKING, change.worked)
  end
  if change.works then
    redis.call('HINCRBY', WORKING, change.works, 1)
  end
end

local function count_money(change, now)
  if change.opened ~= '0' then
    redis.call('INCRBY', EXPOSURE, change.opened)
  end
  if change.spent ~= '0' then
    local today = math.floor(now / DAY)
    -- what is taken back may have been counted on another day: no day has less than nothing
    if redis.call('HINCRBY', SPEND, whole(today), change.spent) < 0 then
      redis.call('HDEL', SPEND, whole(today))
    end
    for _, day in ipairs(redis.call('HKEYS', SPEND)) do
      if tonumber(day) < today - 7 then
        redis.call('HDEL', SPEND, day)
      end
    end
  end
end

local function bind(change)
  if change.unbinds and redis.call('GET', OLD_TASK) == change.id then
    redis.call('DEL', OLD_TASK)
  end
  if change.binds then
    redis.call('SET', NEW_TASK, change.id)
  end
end

-- keeps the result beside the job, and one entry of it on the stream once the job has ended
local function publish(change, result)
  if result == '' then
    if change.had_result then
      redis.call('DEL', RESULT)
    end
    return
  end
  local metadata = redis.call('GET', METADATA)
  if metadata then
    result = result:sub(1, -2) .. ',"metadata":' .. metadata .. '}'
  end
  local published = redis.call('HGET', JOB, 'result_entry')
  if change.ended and not (published and redis.call('GET', RESULT) == result) then
    if published then
      redis.call('XDEL', RESULTS, published)
    end
    local entry = append(RESULTS, change, 'result', result)
    redis.call('HSET', JOB, 'result_entry', entry)
  end
  redis.call('SET', RESULT, result)
end

-- an ended job goes after the retention, with all that is its own; one that goes on stays
local function keep(change, now)
  if not (change.ended or change.was_ended) then
    return
  end
  local own = {JOB, REQUEST, METADATA, RESULT}
  if change.task and redis.call('GET', NEW_TASK) == change.id then
    own[#own + 1] = NEW_TASK
  end
  for _, key in ipairs(own) do
    if change.ended then
      redis.call('PEXPIRE', key, change.retention)
    else
      redis.call('PERSIST', key)
    end
  end
  if change.ended then
    forget_expired(now)
    -- a little later than the keys, so that nobody finds the job and misses it here
    redis.call('ZADD', ENDED, whole(now + change.retention + 1000), change.state .. ':' .. change.id)
  end
end

-- what is left of a job with an id of its own that was paid for, once its record has gone
local function paid_key(id)
  return RESULTS:sub(1, -8) .. 'paid:' .. id
end

-- keeps a tombstone of such a job when it ends: its digest, and what it has cost, or may have
local function remember(change)
  if not change.ended or not change.remember or change.id:match('^%d+%-%d+$') then
    return
  end
  local job = redis.call('HMGET', JOB, 'digest', 'spent', 'open')
  local cost = tonumber(job[2] or '0') + tonumber(job[3] or '0')
  if cost > 0 then
    redis.call('SET', paid_key(change.id), (job[1] or '-') .. ' ' .. whole(cost), 'PX', change.remember)
  else
    redis.call('DEL', paid_key(change.id)) -- what it had ended with before may not have been made after all
  end
end

-- stores the job as the change has it, and moves everything that goes with it
local function store(change, result)
  local now = millis()
  local was = change.was
  if change.was_ended then
    redis.call('ZREM', ENDED, was .. ':' .. change.id)
  end
  if #change.set > 0 then
    redis.call('HSET', JOB, unpack(change.set))
  end
  if #change.drop > 0 then
    redis.call('HDEL', JOB, unpack(change.drop))
  end
  place(READY, change.id, change.ready)
  place(DUE, change.id, change.due)
  place(DOWNLOADS, change.id, change.downloads)
  count_working(change)
  if was ~= change.state then
    if was then
      redis.call('HINCRBY', COUNTS, was, -1)
    end
    redis.call('HINCRBY', COUNTS, change.state, 1)
    append(EVENTS, change, 'job_id', change.id, 'state', change.state, 'at', whole(now), unpack(change.event))
  end
  count_money(change, now)
  bind(change)
  publish(change, result)
  if change.drop_request then
    redis.call('DEL', REQUEST)
  end
  keep(change, now)
  remember(change)
end

