# Which backups may go. In: the list of states.jq. Out: the names to delete, oldest first.
#   $newest          how many of the newest to keep
#   $hourly, $daily, $weekly  how many hours, days and weeks to keep the last one of; hours without a backup do not count
# Nothing goes while the newest is not good: what breaks backups must not also thin out the good ones. The newest good
# one and the newest proven one always stay. A broken one is left to a person; an unfinished one goes after a day.

def moment: .name[:16] | strptime("%Y%m%dt%H%M%Sz") | mktime;
def last_of($seconds; $offset): group_by((moment + $offset) / $seconds | floor) | map(last);
def newest($count): if $count > 0 then .[-$count:] else [] end;

sort_by(.name) as $all
| [$all[] | select(.state == "good" or .state == "proven")] as $good
| if $all == [] or $all[-1] != $good[-1] then empty
  else
    ($good | newest($newest) + (last_of(3600; 0) | newest($hourly)) + (last_of(86400; 0) | newest($daily))
      # the clock starts on a Thursday, weeks on Monday
      + (last_of(604800; 259200) | newest($weekly))
      + newest(1) + (map(select(.state == "proven")) | newest(1))
      | map(.name)) as $kept
    | ($good[-1] | moment) as $now
    | $all[]
    | if .state == "unfinished" then select($now - moment > 86400)
      elif .state == "broken" then empty
      else select(.name | IN($kept[]) | not) end
    | .name
  end
