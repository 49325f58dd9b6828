#!/bin/bash
# What a plain Docker host does every hour: a backup, then retention. Then it says how things stand, for Prometheus. Whatever
# fails does not keep the rest from being done.
#   the variables of the scripts that it runs
. "$(dirname "$0")/steps.sh"

step 50m backup.sh
step 10m retention.sh
step 5m metrics.sh
