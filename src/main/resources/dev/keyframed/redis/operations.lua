#!lua flags=allow-oom
-- operations.lua: note what an operator did, or take the notes that nobody has taken
-- KEYS[1] stream of them  [2] the last entry that was taken
-- ARGV[1] how many the stream keeps, about; '' to take  [2] how many at most, or the note
-- returns 1; or the notes, each to one caller alone
if ARGV[1] ~= '' then
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'operation', ARGV[2])
  return 1
end
local notes = {}
local entries = redis.call('XRANGE', KEYS[1], '(' .. (redis.call('GET', KEYS[2]) or '0-0'), '+', 'COUNT', ARGV[2])
for at, entry in ipairs(entries) do
  notes[at] = entry[2][2]
end
if #entries > 0 then
  redis.call('SET', KEYS[2], entries[#entries][1])
end
return notes
