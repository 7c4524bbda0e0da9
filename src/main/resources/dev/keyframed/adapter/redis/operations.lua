#!lua flags=allow-oom
-- operations.lua: stores the note of an operator's command, or takes the notes that were not taken yet
-- KEYS[1] stream of notes  [2] the last entry that was taken
-- ARGV[1] about how many notes the stream keeps, or '' to take notes  [2] the note, or how many to take at most
-- returns 1; or the notes, each to one caller only
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
