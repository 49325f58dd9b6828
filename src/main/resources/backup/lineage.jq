# Of which databases the backups of a store are. In: the list of states.jq.
#   other_than($here)  a line that says why a backup of $here (before-dump.js) would not continue what is in the store; nothing
#                      when it does
#   latest             {name} of the backup that `latest` means, or {problem} when that is for a person to say
#   latest_at($time)   the same of those that had ended by $time, in seconds

def moment: .name[:16] | strptime("%Y%m%dt%H%M%Sz") | mktime;
def good: map(select(.state == "good" or .state == "proven"));
def words: "\(.name) (\(.documents) documents\(if .set then ", set \(.set)" else "" end))";

def other_than($here):
  (good | last) as $newest
  # before 2027 a manifest did not name its set: then it is the same when the set is older than the backup
  | if $newest == null or $newest.set == $here.set or ($newest.set == null and $here.setMade <= ($newest | moment))
      # a person restored into this set: that is the way from one database to the next
      or ($here.restored != null and $here.restored.into == $here.set) then empty
    else "the store holds backups of another database, the newest is \($newest | words); the database here is of the set \($here.set), made at \($here.setMade | todate)"
    end;

# the sets that came before one, and itself, by what was restored into it
def ancestors($all; $set): reduce $all[] as $_ ([$set];
  . as $sets | . + [$all[].restored | objects | select(.into | IN($sets[])) | .set | strings] | unique);

def latest:
  good as $good
  | (map(select(.state == "ahead")) | last) as $ahead
  | ($good | last) as $newest
  | if $ahead then {problem: "the name of \($ahead | words) lies in the future, a clock is or was wrong: name the backup that you want"}
    elif $newest == null then {problem: (if . == [] then "the store is empty: is it the right one, is it mounted?" else "there is no good backup" end)}
    else
      # what a person decided to begin anew ends where the new began
      ([$good[] | select(.anew)] | last.name // "") as $begin
      | [$good[] | select(.name >= $begin)] as $ours
      | ancestors($ours; $newest.set) as $sets
      | ([$ours[] | select(.set | IN($sets[])) | .setMade // 0] | min) as $first
      | ([$ours[] | select($newest.set != null and (if .set then .set | IN($sets[]) | not else moment < $first end))] | last) as $other
      | ($ours | max_by(.documents)) as $largest
      | if $other then {problem: "the newest, \($newest | words), is of another database than \($other | words): name the one that you want"}
        elif $largest.documents >= 1000 and $largest.documents > 2 * $newest.documents
        then {problem: "the newest, \($newest | words), holds far less than \($largest | words): name the one that you want"}
        else {name: $newest.name} end
    end;

def latest_at($time):
  good as $good
  | map(select(moment + (.seconds // 0) <= $time))
  | if good == [] then {problem: (if $good == [] then "there is no good backup" else "there is no good backup from before \($time | todate): the oldest is \($good[0] | words)" end)}
    else latest end;
