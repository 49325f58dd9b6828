#!/bin/bash
# A restore test on a plain Docker host, when the last is a week old; once a day at most, however it ends. Between the backups,
# which must not wait for it.
#   TEST_DATA and the variables of the scripts that it runs
. "$(dirname "$0")/steps.sh"

backups "$work" >"$work/backups"
proven=$(proof | jq -r '.restoredAt // empty')
tried=$TEST_DATA/restore-test-tried
if [[ $proven < $(date -u -d '7 days ago' +%FT%TZ) && -z $(find "$tried" -mmin -1380 2>/dev/null) ]]; then
  touch "$tried"
  step 6h restore-test.sh
  step 5m metrics.sh
fi
