# What a restore of a manifest (in) would bring and what it would replace, as lines for people.
#   $here    what before-check.js says
#   $beside  the separate database it goes to
#   $at      the moment that was asked for, in seconds; 0 when none was
#   $measured  {seconds, size, restoredAt} of the newest restore test; null when there is none
def since: (.startedAt | fromdate) + (.seconds // 0) | todate;
def spoken: if . < 5400 then "\(. / 60 | ceil) minutes" else "\(. / 360 | ceil / 10) hours" end;
# docs/disaster-recovery.md: read twice at 50 MB/s, once for the checksum; to insert and to build the indexes takes as long again
def reckoned: .size / 50e6 * 3;
# to stop the chat, and until it answers again
def stopped: if $beside == "" then 300 else 0 end;
$here[0] as $now
| $measured[0] as $proof
| .database as $database
| def count($name): .collections["\($database).\($name)"].documents // 0;
  ([.collections[].documents] | add // 0) as $documents
| "brings the chat of \(since): \($documents) documents, \(count($now.content.messages)) messages, \(count($now.content.users)) users, \(count($now.content.files)) files",
  if $at != 0 then "that is \($at - (since | fromdate) | spoken) before \($at | todate), the moment asked for: nothing written in between is in it" else empty end,
  if $beside != "" then "into the separate database \($beside); the chat keeps running"
  elif $now.documents == 0 then "the database here is empty: nothing is lost"
  else "replaces \($now.documents) documents, \($now.messages) messages, \($now.users) users, \($now.files) files; the newest message is of \($now.newestMessage // "an unknown time")",
    if $now.since == null or ($now.newestMessage == null and $now.messages > 0) then "is lost: every message between \(since) and \($now.newestMessage // "now"); how many was not counted, for it took over a minute or nothing says when they were sent"
    elif $now.since.messages == 0 then "no message was sent after it: none is lost"
    else "is lost: \($now.since.messages) messages of \($now.since.people) people, from \(since) to \($now.newestMessage): \($now.since.most | map("\(.name) \(.messages)") | join(", "))\(if $now.since.people > 5 then ", …" else "" end)"
    end
  end,
  if $now.restoring and $beside == "" then "a restore broke off here: what the database holds is incomplete, and the chat must not be started before one has ended well" else empty end,
  if $proof then "takes about \($proof.seconds * .size / ([$proof.size, 1] | max) + stopped | spoken)\(if $beside == "" then ", with the chat stopped" else "" end): the restore test of \($proof.restoredAt) took \($proof.seconds) s for \($proof.size) bytes, this one has \(.size)"
  else "takes about \(reckoned + stopped | spoken)\(if $beside == "" then ", with the chat stopped" else "" end): reckoned with 50 MB/s for \(.size) bytes, for no restore test has measured it yet"
  end
