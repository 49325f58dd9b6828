# Which backups may go. In: the list of states.jq. Out: the names to delete, oldest first.
#   $newest          how many of the newest to keep
#   $hourly, $daily, $weekly  how many hours, days and weeks to keep the last one of; hours without a backup do not count
#   $locked          seconds for which the store itself refuses to delete; 0 where it does not
#   $now             the time in seconds
# Nothing goes while the newest is not good: what breaks backups must not also thin out the good ones. One that may still be
# under way, or whose name lies in the future, does not count for that. The newest good one and the newest proven one always
# stay, and what is being restored. A broken one is left to a person; an unfinished one goes after a day.

def moment: .name[:16] | strptime("%Y%m%dt%H%M%Sz") | mktime;
def last_of($seconds; $offset): group_by((moment + $offset) / $seconds | floor) | map(last);
def newest($count): if $count > 0 then .[-$count:] else [] end;
# no backup takes longer
def under_way: .state == "unfinished" and moment > $now - 6 * 3600;

sort_by(.name) as $all
| [$all[] | select(.state == "good" or .state == "proven")] as $good
| [$all[] | select((.state == "ahead" or under_way) | not)] as $settled
| if $settled == [] or $settled[-1] != $good[-1] then empty
  else
    ($good | newest($newest) + (last_of(3600; 0) | newest($hourly)) + (last_of(86400; 0) | newest($daily))
      # the clock starts on a Thursday, weeks on Monday
      + (last_of(604800; 259200) | newest($weekly))
      + newest(1) + (map(select(.state == "proven")) | newest(1))
      | map(.name)) as $kept
    | ($good[-1] | moment) as $last
    | $settled[]
    | if .pinned or .state == "broken" or ($locked > 0 and moment > $now - $locked) then empty
      elif .state == "unfinished" then select($last - moment > 86400)
      else select(.name | IN($kept[]) | not) end
    | .name
  end
