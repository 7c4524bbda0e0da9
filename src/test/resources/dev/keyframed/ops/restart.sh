#!/bin/bash
# Restarts a unit, and fails unless until then another one answers each call. $1: the unit, $2: the
# URL of the other.
set -e
systemctl restart "$1" &
while kill -0 $! 2> /dev/null; do
  curl -fsS -o /dev/null "$2"
  # What both listen on may reset a call at that moment, and answers the next one.
  curl -sS --retry 3 --retry-all-errors --retry-delay 1 -o /dev/null http://127.0.0.1:8443/
done
wait $!
