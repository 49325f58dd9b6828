# What making the separate database (restore.sh has filled it) the chat's would bring and replace. In: what
# before-switch.js says of it.
#   $here     what before-check.js says of the chat's
#   $version  of the chat here
# {problem}, or {name, lines} for people.
def newer($one; $other): [$one, $other | split(".") | map(tonumber? // 0)] | .[0] > .[1];
$here[0] as $now
| .note as $note
| def here($name): .collections[$name].documents // 0;
  if $note == null then {problem: "there is no restored database \(.beside) here, or its restore has not ended well: run restore --beside first"}
  elif $note.switched then {name: $note.name, lines: ["\(.beside) was made the chat's at \($note.switched): only the rest of it is cleared away"]}
  elif newer($note.chatVersion; $version) then {problem: "\($note.name) was made with version \($note.chatVersion) of the chat, \($version) cannot read it; set chat.version and deploy first"}
  elif .changed != [] then {problem: "\(.beside) is not as it was restored (\(.changed | join(", "))): run restore --beside again"}
  elif .free != null and .free < .largest * 1.1 + 268435456 then
    {problem: "its largest collection is copied before the old one goes: \(.largest) bytes, and a tenth more; the disk has \(.free) left"}
  else {name: $note.name, lines: [
    "makes \(.beside) the chat's database, as of \($note.until): \([.collections[].documents] | add // 0) documents, \(here($now.content.messages)) messages, \(here($now.content.users)) users, \(here($now.content.files)) files, restored at \($note.at)",
    if $note.switching then "continues the interrupted switch"
    else "replaces \($now.documents) documents, \($now.messages) messages, \($now.users) users, \($now.files) files",
      if $now.since == null or ($now.newestMessage == null and $now.messages > 0) then "is lost: every message between \($note.until) and \($now.newestMessage // "now")"
      elif $now.since.messages == 0 then "no message was sent after it: none is lost"
      else "is lost: \($now.since.messages) messages of \($now.since.people) people, from \($note.until) to \($now.newestMessage): \($now.since.most | map("\(.name) \(.messages)") | join(", "))\(if $now.since.people > 5 then ", …" else "" end)" end
    end,
    "takes about \((.bytes / 20e6 + 300) / 60 | ceil) minutes, with the chat stopped: \(.bytes) bytes are copied within the server, reckoned with 20 MB/s"
  ]} end
