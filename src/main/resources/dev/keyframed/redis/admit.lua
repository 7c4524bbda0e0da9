#!lua flags=allow-oom
-- admit.lua: store a new job and take its entry off the queue; where the job is there already, only the latter
-- KEYS of one job   ARGV[1] change  [2] result  [3] request or ''  [4] metadata or ''  [5] group  [6] entry
-- returns 1 if the job was new, else 0
-- Where memory is out, producers are refused, and only jobs that go on make room: a frame given by value moves from the
-- queue to its job, and goes once there is a video. What a job needs beside it is more than its entry did, so a twentieth
-- above the limit ends this too (the message at hand, whose frames are there twice, apart); the entry then stays queued.
local function is_crowded()
  local memory = redis.call('INFO', 'memory')
  local function bytes(name)
    return tonumber(memory:match('\n' .. name .. ':(%d+)') or '0')
  end
  local limit = bytes('maxmemory')
  return limit > 0 and bytes('used_memory') - bytes('mem_not_counted_for_evict') > limit * 1.05 + 2 * #ARGV[3]
end

local change = cjson.decode(ARGV[1])
local new = redis.call('EXISTS', JOB) == 0
if new and is_crowded() then
  return redis.error_reply('OOM no room for another job: it stays on the queue')
end
demand({{'SET', REQUEST}, {'SET', METADATA}, {'DEL', METADATA}, {'XACK', JOBS}, {'XDEL', JOBS}})
redis.call('XLEN', JOBS) -- where it is no stream
whole_or_not(function()
  if not new then
    return
  end
  if ARGV[3] ~= '' then
    write({'DEL', REQUEST}, 'SET', REQUEST, ARGV[3])
  end
  if ARGV[4] ~= '' then
    write({'DEL', METADATA}, 'SET', METADATA, ARGV[4])
  end
  store(change, ARGV[2])
end)
redis.call('XACK', JOBS, ARGV[5], ARGV[6])
redis.call('XDEL', JOBS, ARGV[6])
return new and 1 or 0
