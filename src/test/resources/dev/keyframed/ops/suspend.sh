#!/bin/bash
# Suspends one thread of a JVM for as long as this runs, by a debugger.
# $1: the port that the JVM has for debuggers, $2: the thread's name.
set -e
coproc jdb -attach "127.0.0.1:$1"
echo threads >&"${COPROC[1]}"
while read -r line <&"${COPROC[0]}"; do
  echo "$line"
  if [[ "$line" =~ \)([0-9a-fx]+)\ +"$2"\  ]]; then
    echo "suspend ${BASH_REMATCH[1]}" >&"${COPROC[1]}"
  fi
done
