#!/bin/sh
# Runs a server, writes its process id to standard output, and kills it when standard input ends, which includes the
# exit of the parent process: no server outlives the tests that started it.
#   serve.sh OUTPUT-FILE SERVER [OPTION…]
exec 3<&0
output=$1
shift
"$@" </dev/null >>"$output" 2>&1 &
server=$!
{ cat <&3 >/dev/null; kill -KILL "$server"; } 2>/dev/null &
guard=$!
echo "$server"
wait "$server"
status=$?
kill "$guard"
exit "$status"
