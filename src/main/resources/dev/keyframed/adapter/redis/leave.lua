#!lua flags=allow-oom
-- leave.lua: removes readers that hold no entry from the group: one that stops, and those that were idle for long
-- KEYS[1] queue   ARGV[1] group  [2] the reader that stops, or ''  [3] milliseconds of idle time after which others are removed
-- returns how many were removed
local left = 0
for _, reader in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local fields = {}
  for at = 1, #reader, 2 do
    fields[reader[at]] = reader[at + 1]
  end
  if fields.pending == 0 and (fields.name == ARGV[2] or fields.idle > tonumber(ARGV[3])) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], fields.name)
    left = left + 1
  end
end
return left
