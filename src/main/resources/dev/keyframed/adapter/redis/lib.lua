-- lib.lua: contains the functions that the scripts share; it is put before each script that uses it
-- KEYS[1..14] of the namespace, KEYS[15..18] of one job, KEYS[19..20] tasks: NamespaceKeys.java gives them in this order.
-- A change is the JSON object that RecordChange.java writes; fields that it leaves out stay unchanged. Moments are milliseconds by
-- the clock of Redis. The daemon's clock may differ, so it sends each moment as a distance from now.
--
-- A change is stored whole or not at all. Redis does not undo the writes of a script that fails, so:
-- 1. demand() finds a command that this user may not run, before the first write;
-- 2. all reads come before the first write, because a read fails on a key of another type;
-- 3. writes that may fail go through write(), so that all_or_nothing() can undo them;
-- 4. writes that cannot fail come last; the job's hash with its new version is among them.
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

-- formats a number for Redis: Lua itself formats large numbers with an exponent
local function whole(number)
  return string.format('%.0f', number)
end

-- reads a value of INFO replication
local function replication(name)
  return redis.call('INFO', 'replication'):match('\n' .. name .. ':([^\r\n]*)')
end

-- applies the generic cell rate algorithm: takes a slot and returns 0, or takes none and returns the wait in microseconds
-- interval: time between two slots; tolerance: how far ahead slots may be taken, at least one interval
local function rate_limit(key, interval, tolerance)
  local now = micros()
  local held = tonumber(redis.call('GET', key) or '0')
  -- a clock that was set back, or a limit that was raised, must not block the slots for long
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

-- lists every write of store() with its key
local WRITES = {
  {'XADD', RESULTS}, {'XDEL', RESULTS}, {'XADD', EVENTS}, {'XDEL', EVENTS},
  {'HINCRBY', COUNTS}, {'HINCRBY', WORKING}, {'HDEL', WORKING}, {'HINCRBY', SPEND}, {'HDEL', SPEND}, {'INCRBY', EXPOSURE},
  {'ZADD', READY}, {'ZREM', READY}, {'ZADD', DUE}, {'ZREM', DUE}, {'ZADD', DOWNLOADS}, {'ZREM', DOWNLOADS},
  {'ZADD', ENDED}, {'ZREM', ENDED},
  {'HSET', JOB}, {'HDEL', JOB}, {'PEXPIRE', JOB}, {'PERSIST', JOB},
  {'SET', RESULT}, {'DEL', RESULT}, {'DEL', REQUEST}, {'SET', NEW_TASK}, {'DEL', OLD_TASK},
}

-- fails as Redis itself would, if this user may not run one of the commands
local function demand(writes)
  for _, write in ipairs(writes) do
    if write[2] and not redis.acl_check_cmd(write[1], write[2]) then
      error({err = "NOPERM this user has no permissions to run '" .. write[1]:lower() .. "' on " .. write[2]})
    end
  end
end

-- holds the commands that undo the writes so far, in the order of the writes
local undo = {}

-- runs a write, and remembers how to undo it: by a command, or by a function that makes one from the reply
local function write(reverse, ...)
  local reply = redis.call(...)
  undo[#undo + 1] = type(reverse) == 'function' and reverse(reply) or reverse
  return reply
end

-- runs the work; if it fails, undoes its writes and fails with the same error
local function all_or_nothing(work)
  local done, reply = pcall(work)
  if done then
    return reply
  end
  for at = #undo, 1, -1 do
    redis.call(unpack(undo[at]))
  end
  error(type(reply) == 'table' and reply or {err = reply})
end

-- adds an entry to a stream; without a given length nothing is cut off
local function append(stream, change, ...)
  local function reverse(entry)
    return {'XDEL', stream, entry}
  end
  if change.stream_length then
    return write(reverse, 'XADD', stream, 'MAXLEN', '~', change.stream_length, '*', ...)
  end
  return write(reverse, 'XADD', stream, '*', ...)
end

local function increase(key, field, by)
  return write({'HINCRBY', key, field, whole(-by)}, 'HINCRBY', key, field, whole(by))
end

-- places a member in an index; score: a number, false to remove it, or nil to leave it as it is
local function place(index, member, score)
  if score == nil then
    return
  end
  local before = redis.call('ZSCORE', index, member)
  local reverse = before and {'ZADD', index, before, member} or {'ZREM', index, member}
  if score then
    write(reverse, 'ZADD', index, score, member)
  else
    write(reverse, 'ZREM', index, member)
  end
end

-- converts a distance to a score; distance: milliseconds from now, 'at_once', or false or nil as in place()
local function moment(now, distance)
  if distance == 'at_once' then
    return '0'
  end
  return distance and whole(now + tonumber(distance))
end

-- returns nil if the change may be made, else the reply with the reason
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

-- counts tasks at work by the minute of submission: counting overdue tasks is then cheap, without memory for each task
-- returns the minute that has no task left, or nil
local function count_working(change)
  local left = change.worked and increase(WORKING, change.worked, -1)
  if change.works then
    increase(WORKING, change.works, 1)
  end
  return left and left <= 0 and change.worked
end

-- counts money; returns today if its spend became negative, else nil: a price taken back may have been counted on another day
local function count_money(change, now)
  if change.opened ~= '0' then
    write({'INCRBY', EXPOSURE, whole(-change.opened)}, 'INCRBY', EXPOSURE, change.opened)
  end
  if change.spent ~= '0' then
    local today = whole(math.floor(now / DAY))
    return increase(SPEND, today, change.spent) < 0 and today
  end
end

-- returns the whole text of the result, its entry on the stream, and whether the entry must be replaced
local function read_result(change, result)
  if result == '' then
    return {text = ''}
  end
  local metadata = redis.call('GET', METADATA)
  if metadata then
    result = result:sub(1, -2) .. ',"metadata":' .. metadata .. '}'
  end
  local kept = redis.call('HMGET', JOB, 'result_entry', 'orphan')
  if change.orphan or kept[2] then
    result = result:sub(1, -2) .. ',"orphan":true}'
  end
  local published = kept[1]
  local same = published and redis.call('GET', RESULT) == result
  return {text = result, published = published, anew = change.ended and not same}
end

-- stores the result beside the job; its entry on the stream exists already
local function publish(change, result)
  if result.text ~= '' then
    redis.call('SET', RESULT, result.text)
  elseif change.had_result then
    redis.call('DEL', RESULT)
  end
  if result.anew and result.published then
    redis.call('XDEL', RESULTS, result.published)
  end
end

-- lets an ended job with all its keys expire after the retention; a job that goes on does not expire
local function set_expiry(change, owns_task)
  if not (change.ended or change.was_ended) then
    return
  end
  local own = {JOB, REQUEST, METADATA, RESULT}
  if owns_task then
    own[#own + 1] = NEW_TASK
  end
  for _, key in ipairs(own) do
    if change.ended then
      redis.call('PEXPIRE', key, change.retention)
    else
      redis.call('PERSIST', key)
    end
  end
end

-- returns the key of the tombstone: what is left of a paid job with an own id after its record has expired
local function paid_key(id)
  return RESULTS:sub(1, -8) .. 'paid:' .. id
end

local function is_remembered(change)
  return change.ended and change.remember and not change.id:match('^%d+%-%d+$')
end

-- stores the tombstone of such a job when it ends: its digest, and what it has cost, or may have cost
local function remember(change)
  local job = redis.call('HMGET', JOB, 'digest', 'spent', 'open')
  local cost = tonumber(job[2] or '0') + tonumber(job[3] or '0')
  if cost > 0 then
    redis.call('SET', paid_key(change.id), (job[1] or '-') .. ' ' .. whole(cost), 'PX', change.remember)
  else
    redis.call('DEL', paid_key(change.id)) -- a cost of an earlier end may have been taken back
  end
end

-- stores the changed job, and updates indexes, counters and streams; only within all_or_nothing()
local function store(change, text)
  demand(WRITES)
  if is_remembered(change) then
    demand({{'SET', paid_key(change.id)}, {'DEL', paid_key(change.id)}})
  end
  local now = millis()
  local result = read_result(change, text)
  local unbinds = change.unbinds and redis.call('GET', OLD_TASK) == change.id
  local owns_task = change.binds or change.task and redis.call('GET', NEW_TASK) == change.id

  if result.anew then
    change.set[#change.set + 1] = 'result_entry'
    change.set[#change.set + 1] = append(RESULTS, change, 'result', result.text)
  end
  if change.was ~= change.state then
    append(EVENTS, change, 'job_id', change.id, 'state', change.state, 'at', whole(now), unpack(change.event))
    if change.was then
      increase(COUNTS, change.was, -1)
    end
    increase(COUNTS, change.state, 1)
  end
  local idle_minute = count_working(change)
  local empty_day = count_money(change, now)
  place(READY, change.id, change.ready)
  place(DUE, change.id, moment(now, change.due))
  place(DOWNLOADS, change.id, moment(now, change.downloads))
  if change.was_ended then
    place(ENDED, change.was .. ':' .. change.id, false)
  end
  if change.ended then
    -- a second later than the keys, so that every job that is found is also listed here
    place(ENDED, change.state .. ':' .. change.id, whole(now + change.retention + 1000))
  end

  -- none of the following writes can fail
  if idle_minute then
    redis.call('HDEL', WORKING, idle_minute)
  end
  if empty_day then
    redis.call('HDEL', SPEND, empty_day)
  end
  if unbinds then
    redis.call('DEL', OLD_TASK)
  end
  if change.binds then
    redis.call('SET', NEW_TASK, change.id)
  end
  publish(change, result)
  if change.drop_request then
    redis.call('DEL', REQUEST)
  end
  if #change.drop > 0 then
    redis.call('HDEL', JOB, unpack(change.drop))
  end
  redis.call('HSET', JOB, unpack(change.set))
  set_expiry(change, owns_task)
  if is_remembered(change) then
    remember(change)
  end
end
