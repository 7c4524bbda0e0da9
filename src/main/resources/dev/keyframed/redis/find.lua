#!lua flags=no-writes
-- find.lua: a job as it is now
-- KEYS of one job
-- returns {hash, result}; an empty hash where there is no such job
return {redis.call('HGETALL', JOB), redis.call('GET', RESULT)}
