#!lua flags=allow-oom
-- troubles.lua: stores the troubles of a node, or reads those of all nodes
-- KEYS[1] troubles   ARGV[1] node, or '' to read  [2] its troubles as a JSON array, or '' for none
-- returns 1; or a JSON array for each node that has stored its troubles within the last three minutes
local FRESH = 180
local now = tonumber(redis.call('TIME')[1])
if ARGV[1] ~= '' then
  if ARGV[2] == '' then
    redis.call('HDEL', KEYS[1], ARGV[1])
  else
    redis.call('HSET', KEYS[1], ARGV[1], now .. ' ' .. ARGV[2])
  end
  return 1
end
local fresh = {}
local nodes = redis.call('HGETALL', KEYS[1])
for at = 1, #nodes, 2 do
  local stored_at, troubles = nodes[at + 1]:match('^(%d+) (.*)$')
  if stored_at and now - tonumber(stored_at) < FRESH then
    fresh[#fresh + 1] = troubles
  end
end
return fresh
