#!lua flags=no-writes,allow-stale
-- rights.lua: which of these commands this user may not run; none of them is run
-- KEYS[1] any key of the namespace   ARGV[1] the commands: a JSON array of arrays of words
-- returns the numbers of those, from 1
local missing = {}
for at, words in ipairs(cjson.decode(ARGV[1])) do
  local known, allowed = pcall(redis.acl_check_cmd, unpack(words))
  if not (known and allowed) then
    missing[#missing + 1] = at
  end
end
return missing
