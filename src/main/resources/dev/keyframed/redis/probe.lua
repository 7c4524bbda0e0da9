#!lua
-- probe.lua: whether writes are taken: a script that may write is refused like one, before it runs
-- returns 1
return 1
