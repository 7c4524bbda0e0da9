#!lua flags=allow-oom
-- take.lua: hands queue entries to a reader within a budget of bytes, and counts its start on each entry before it has the text
-- KEYS[1] queue  [2] starts: how many readers have begun on an entry, and the run of the last reader
-- ARGV[1] group  [2] reader  [3] its run  [4] most entries  [5] most bytes  [6] longest text  [7] most fields  [8] most starts
-- ARGV[9] milliseconds after which an entry held by another reader counts as forgotten
-- ARGV[10..12] where to go on among the reader's own entries, the forgotten ones, and those that no reader holds; '' to skip them
-- returns {the three places, how many entries no reader held, the last id if the ids begin anew,
-- {id, starts, word, value}, ...}: 'text' with the text, 'long' with its length,
-- 'fields' with their number, 'none' if there is no job, 'withheld' if too many readers have begun on it
-- Redis gives no length without the text, so entries are read here one by one, and an oversized entry is not sent to the reader.
-- It runs when memory is used up too, because only entries that are taken off the queue free memory.
local JOBS, STARTS = KEYS[1], KEYS[2]
local GROUP, READER, RUN = ARGV[1], ARGV[2], ARGV[3]
local LIMIT, BUDGET, LONGEST, MOST_FIELDS, MOST_STARTS =
  tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local FORGOTTEN_AFTER = ARGV[9]
local own, forgotten, unheld = ARGV[10], ARGV[11], ARGV[12]
local START, STEPS, PAGE = '0-0', 100, 100
local CLOCK_DIGITS = 14 -- milliseconds until the year 5138
local GREATEST = '18446744073709551615-18446744073709551615' -- nothing comes after it, and Redis refuses to look there
local given, bytes, found, full, heavy = {}, 0, 0, false, false
local before = START -- the last entry handed out, of the group that is handed out in the order of ids

local function has_room()
  return not full and #given < LIMIT
end

-- returns how many readers have begun on an entry, the run of the last one, and why the entry is oversized
local function mark_of(id)
  local count, run, word, value = (redis.call('HGET', STARTS, id) or ''):match('^(%d+) (%w*) ?(%a*) ?(%d*)$')
  return tonumber(count or '0'), run, word ~= '' and word or nil, tonumber(value or '')
end

-- counts this run's start on an entry once; returns how many readers have begun on it, this one included
local function start(id, word, value)
  local count, run, known = mark_of(id)
  local much = word == 'long' or word == 'fields'
  if run ~= RUN or (much and not known) then
    count = run ~= RUN and count + 1 or count
    redis.call('HSET', STARTS, id, count .. ' ' .. RUN .. (much and (' ' .. word .. ' ' .. value) or ''))
  end
  return count
end

local function classify(fields)
  if #fields > 2 * MOST_FIELDS then
    return 'fields', #fields / 2
  end
  local text
  for at = 1, #fields, 2 do
    if fields[at] == 'job' then
      text = fields[at + 1]
    end
  end
  if not text then
    return 'none', ''
  end
  if #text > LONGEST then
    return 'long', #text
  end
  return 'text', text
end

-- hands an entry out; returns false if the budget is used up: the reader then holds the entry, and gets it first the next time
local function hand_out(id, fields)
  local _, _, word, value = mark_of(id)
  if not word then
    word, value = classify(fields or redis.call('XRANGE', JOBS, id, id)[1][2])
    -- one oversized entry is enough work for one step
    heavy = heavy or word == 'long' or word == 'fields'
  end
  local size = word == 'text' and #value or 0
  if #given > 0 and bytes + size > BUDGET then
    full = true
    own = before
    return false
  end
  before = id
  local starts = start(id, word, value)
  if starts > MOST_STARTS then
    word, value = 'withheld', ''
  end
  given[#given + 1] = {id, starts, word, value}
  bytes = bytes + size
  full = full or heavy
  return true
end

-- takes the reader's own entries, by their ids first: an entry that was found oversized is not read again
local function take_own()
  for step = 1, STEPS do
    if own == GREATEST then
      own = ''
    end
    if own == '' or not has_room() then
      return
    end
    local entry = redis.call('XPENDING', JOBS, GROUP, '(' .. own, '+', 1, READER)[1]
    if not entry then
      own = ''
    elseif not redis.call('XCLAIM', JOBS, GROUP, READER, 0, entry[1], 'JUSTID')[1] then -- its producer deleted it
      redis.call('XACK', JOBS, GROUP, entry[1])
      redis.call('HDEL', STARTS, entry[1])
      own = entry[1]
    elseif hand_out(entry[1]) then
      own = entry[1]
    end
  end
end

local function take_forgotten()
  for step = 1, STEPS do
    if forgotten == '' or not has_room() then
      return
    end
    local reply = redis.call('XAUTOCLAIM', JOBS, GROUP, READER, FORGOTTEN_AFTER, forgotten, 'COUNT', 1, 'JUSTID')
    forgotten = reply[1] ~= START and reply[1] or ''
    for _, deleted in ipairs(reply[3]) do
      redis.call('HDEL', STARTS, deleted)
    end
    for _, id in ipairs(reply[2]) do
      hand_out(id)
    end
  end
end

-- returns a reply of XINFO, by name
local function by_name(reply)
  local fields = {}
  for at = 1, #reply, 2 do
    fields[reply[at]] = reply[at + 1]
  end
  return fields
end

local function last_delivered()
  for _, info in ipairs(redis.call('XINFO', 'GROUPS', JOBS)) do
    local group = by_name(info)
    if group.name == GROUP then
      return group['last-delivered-id']
    end
  end
  return START
end

-- returns the place after an entry; '' where nothing can come
local function beyond(id)
  return id ~= GREATEST and '(' .. id or ''
end

-- takes entries that the group has passed and no reader holds: they are between the held entries, and only they are read
local function take_unheld()
  if unheld == '' or not has_room() then
    return
  end
  local last = last_delivered()
  local held = redis.call('XPENDING', JOBS, GROUP, unheld, '+', PAGE)
  local at = 1
  while unheld ~= '' and has_room() do
    local next_held = held[at] and '(' .. held[at][1]
    local entry = redis.call('XRANGE', JOBS, unheld, next_held or last, 'COUNT', 1)[1]
    if entry then
      redis.call('XCLAIM', JOBS, GROUP, READER, 0, entry[1], 'FORCE', 'JUSTID')
      found = found + 1
      unheld = beyond(entry[1])
      hand_out(entry[1], entry[2])
    elseif next_held then
      unheld = beyond(held[at][1])
      at = at + 1
      if at > PAGE then
        return -- the next run of the script continues here
      end
    else
      unheld = ''
      return
    end
  end
end

local function take_new()
  while has_room() do
    local reply = redis.call('XREADGROUP', 'GROUP', GROUP, READER, 'COUNT', 1, 'STREAMS', JOBS, '>')
    if not reply then
      return
    end
    local entry = reply[1][2][1]
    hand_out(entry[1], entry[2])
  end
end

-- recreates the empty queue after an id that no clock gives: after the greatest id Redis accepts no other entry.
-- Earlier ids may be given again then; admit.lua tells two entries of one id apart by their content.
local function recreate_queue()
  local last = by_name(redis.call('XINFO', 'STREAM', JOBS))['last-generated-id']
  if #last:match('^%d+') <= CLOCK_DIGITS then
    return ''
  end
  redis.call('DEL', JOBS)
  redis.call('XGROUP', 'CREATE', JOBS, GROUP, START, 'MKSTREAM')
  return last
end

local begun_after = ''
if forgotten == START and redis.call('XLEN', JOBS) == 0 then
  redis.call('DEL', STARTS) -- of entries that another client has deleted
  if redis.call('EXISTS', JOBS) == 1 then
    begun_after = recreate_queue()
  end
end
before = own
take_own()
for _, take in ipairs({take_forgotten, take_unheld, take_new}) do
  before = START
  take()
end
if heavy then
  collectgarbage()
end
table.insert(given, 1, own)
table.insert(given, 2, forgotten)
table.insert(given, 3, unheld)
table.insert(given, 4, found)
table.insert(given, 5, begun_after)
return given
