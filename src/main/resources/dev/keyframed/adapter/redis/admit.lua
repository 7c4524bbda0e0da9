#!lua flags=allow-oom
-- admit.lua: stores a new job and takes its entry off the queue; if another entry's job has the id, only takes the entry off
-- KEYS of one job   ARGV[1] change  [2] result  [3] request or ''  [4] metadata or ''  [5] group  [6] entry
-- ARGV[7] digest of its content
-- returns {'new'} | {'known'}: the job of this entry was stored before | {'same', micro-dollars}: a repeat of the first job,
-- with its cost if only its tombstone is left, else 0 | {'other'}: the id with other content; the entry stays on the queue
-- When memory is used up, producers are refused, and only the progress of jobs frees memory. A frame given by value moves
-- from the queue to its job, and is deleted once there is a video. A job takes more memory than its entry. So 5 % above
-- the limit this is refused too, and the entry stays queued. The present message, with its frames in memory twice, is not counted.
local GROUP, ENTRY, DIGEST = ARGV[5], ARGV[6], ARGV[7]
local STARTS = JOBS:sub(1, -5) .. 'starts'

local function is_crowded()
  local memory = redis.call('INFO', 'memory')
  local function bytes(name)
    return tonumber(memory:match('\n' .. name .. ':(%d+)') or '0')
  end
  local limit = bytes('maxmemory')
  return limit > 0 and bytes('used_memory') - bytes('mem_not_counted_for_evict') > limit * 1.05 + 2 * #ARGV[3]
end

-- checks the pending list first, which avoids reading the text of a held entry
local function is_waiting()
  local held = redis.pcall('XPENDING', JOBS, GROUP, ENTRY, ENTRY, 1)
  return held[1] ~= nil or redis.call('XRANGE', JOBS, ENTRY, ENTRY)[1] ~= nil
end

-- returns the digest of the job with the id (false if unknown, nil if no job has the id), and its cost
local function first_of(id)
  if redis.call('EXISTS', JOB) == 1 then
    return redis.call('HGET', JOB, 'digest'), '0'
  end
  local tombstone = redis.call('GET', paid_key(id))
  if tombstone then
    local digest, cost = tombstone:match('^(%S+) (%d+)$')
    return digest ~= '-' and digest or false, cost or '0'
  end
end

local function take_off(...)
  redis.call('XACK', JOBS, GROUP, ENTRY)
  redis.call('XDEL', JOBS, ENTRY)
  redis.call('HDEL', STARTS, ENTRY)
  return {...}
end

demand({
  {'SET', REQUEST}, {'DEL', REQUEST}, {'SET', METADATA}, {'DEL', METADATA}, {'XACK', JOBS}, {'XDEL', JOBS}, {'HDEL', STARTS},
})
redis.call('XLEN', JOBS) -- fails if it is not a stream
redis.call('HGET', STARTS, ENTRY) -- fails if it is not a hash

local change = cjson.decode(ARGV[1])
local first, cost = first_of(change.id)
if first == nil then
  if is_crowded() then
    return redis.error_reply('OOM not enough memory for another job: it stays on the queue')
  end
  table.insert(change.set, 'digest')
  table.insert(change.set, DIGEST)
  all_or_nothing(function()
    if ARGV[3] ~= '' then
      write({'DEL', REQUEST}, 'SET', REQUEST, ARGV[3])
    end
    if ARGV[4] ~= '' then
      write({'DEL', METADATA}, 'SET', METADATA, ARGV[4])
    end
    store(change, ARGV[2])
  end)
  return take_off('new')
end
-- after a lost answer, or with two readers, one entry is admitted twice: it is recognised by its id
if not is_waiting() then
  return take_off('known')
end
if change.id == ENTRY then
  -- a producer can choose an id that the queue gives later, to another one
  if first == DIGEST then
    return take_off('known')
  end
  return {'other'}
end
if first and first ~= DIGEST then
  return {'other'}
end
return take_off('same', cost)
