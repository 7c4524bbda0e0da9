#!lua
-- admit.lua: store a new job and take its entry off the queue; where the job is there already, only the latter
-- KEYS of one job   ARGV[1] change  [2] result  [3] request or ''  [4] metadata or ''  [5] group  [6] entry
-- returns 1 if the job was new, else 0
local change = cjson.decode(ARGV[1])
local new = redis.call('EXISTS', JOB) == 0
if new then
  if ARGV[3] ~= '' then
    redis.call('SET', REQUEST, ARGV[3])
  end
  if ARGV[4] ~= '' then
    redis.call('SET', METADATA, ARGV[4])
  end
  store(change, ARGV[2])
end
redis.call('XACK', JOBS, ARGV[5], ARGV[6])
redis.call('XDEL', JOBS, ARGV[6])
return new and 1 or 0
