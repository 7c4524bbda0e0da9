#!lua flags=allow-oom
-- admit.lua: store a new job and take its entry off the queue; where its id is another entry's job already, only the latter
-- KEYS of one job   ARGV[1] change  [2] result  [3] request or ''  [4] metadata or ''  [5] group  [6] entry
-- ARGV[7] digest of its content
-- returns {'new'} | {'known'}: of this entry, and stored before | {'same', micro-dollars}: the first one again, which has cost that
-- where only the tombstone is left of it, else 0 | {'other'}: that id with other content; the entry is left on the queue
-- Where memory is out, producers are refused, and only jobs that go on make room: a frame given by value moves from the
-- queue to its job, and goes once there is a video. What a job needs beside it is more than its entry did, so a twentieth
-- above the limit ends this too (the message at hand, whose frames are there twice, apart); the entry then stays queued.
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

-- the text of an entry that is held need not be read
local function is_waiting()
  local held = redis.pcall('XPENDING', JOBS, GROUP, ENTRY, ENTRY, 1)
  return held[1] ~= nil or redis.call('XRANGE', JOBS, ENTRY, ENTRY)[1] ~= nil
end

-- the digest of the job that has the id, false where that is not known; nil where nobody has it. And what it has cost.
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
redis.call('XLEN', JOBS) -- fails where it is no stream
redis.call('HGET', STARTS, ENTRY) -- likewise

local change = cjson.decode(ARGV[1])
local first, cost = first_of(change.id)
if first == nil then
  if is_crowded() then
    return redis.error_reply('OOM no room for another job: it stays on the queue')
  end
  table.insert(change.set, 'digest')
  table.insert(change.set, DIGEST)
  whole_or_not(function()
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
-- an answer that was lost, or another reader that was as quick, is asked for twice: the entry's id tells
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
