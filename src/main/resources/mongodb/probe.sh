#!/bin/bash
# Asks the mongod of this container with a few bytes instead of with mongosh, which needs a second of CPU each time.
#   probe.sh alive [port]   it answers, in whatever state: a member in initial sync or recovery must not be killed
#   probe.sh ready [port]   it is primary or secondary
set -eu
port=${2:-27017}

# OP_MSG (opcode 2013) with the document { hello: 1, $db: "admin" }; MongoDB answers it without a login
hello='\x34\0\0\0\x01\0\0\0\0\0\0\0\xdd\x07\0\0\0\0\0\0\0\x1f\0\0\0\x10hello\0\x01\0\0\0\x02\x24db\0\x06\0\0\0admin\0\0'

exec 3<>"/dev/tcp/127.0.0.1/$port"
printf '%b' "$hello" >&3
length=$(timeout 5 head -c 4 <&3 | od -An -tu4)
[ "$length" -gt 16 ]
# a true boolean is its name, a zero byte and a one byte; the rest may be no text at all
LC_ALL=C
answer=$(timeout 5 head -c $((length - 4)) <&3 | tr '\0\1' '01')

case "$1" in
  alive) ;;
  ready) [[ $answer == *isWritablePrimary01* || $answer == *secondary01* ]] ;;
esac
