#!lua flags=no-writes
-- find.lua: reads a job
-- KEYS of one job
-- returns {hash, result}; an empty hash if there is no such job
return {redis.call('HGETALL', JOB), redis.call('GET', RESULT)}
