#!lua flags=no-writes,allow-stale
-- rights.lua: lists the commands that this user may not run; runs none of them
-- KEYS[1] any key of the namespace   ARGV[1] the commands: a JSON array of arrays of words
-- returns the numbers of the refused commands, from 1
local missing = {}
for at, words in ipairs(cjson.decode(ARGV[1])) do
  local known, allowed = pcall(redis.acl_check_cmd, unpack(words))
  if not (known and allowed) then
    missing[#missing + 1] = at
  end
end
return missing
