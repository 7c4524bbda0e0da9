#!lua flags=allow-oom
-- transition.lua: stores a changed job if its version has not changed since it was read
-- KEYS of one job, its old task and its new one   ARGV[1] change  [2] result or ''  [3] '1' for a vote
-- returns {'stored', replicas to wait for} | {'stale', hash, result} | {'gone'} | {'taken', job}
local change = cjson.decode(ARGV[1])
local no = refusal(change)
if no then
  return no
end
local replicas = ARGV[3] == '1' and tonumber(replication('connected_slaves')) or 0
all_or_nothing(function()
  store(change, ARGV[2])
end)
return {'stored', replicas}
