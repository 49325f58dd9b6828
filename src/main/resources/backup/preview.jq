# What a restore of a manifest (in) would bring and what it would replace, as lines for people.
#   $here    what before-check.js says
#   $beside  the other database it goes to
def collection: if .product == "tailchat" then "messages" else "rocketchat_message" end;
def count($name): .collections["\(.database).\($name)"].documents // 0;
$here[0] as $now
| ([.collections[].documents] | add // 0) as $documents
| "brings the chat of \(.startedAt): \($documents) documents, \(count(collection)) messages, \(count("users")) users",
  if $beside != "" then "into \($beside), beside the chat, which goes on"
  elif $now.documents == 0 then "the database here is empty: nothing is lost"
  else "replaces \($now.documents) documents, \($now.messages) messages, \($now.users) users; the newest message is of \($now.newestMessage // "an unknown time")",
    "is lost: every message between \(.startedAt) and \($now.newestMessage // "now")"
  end,
  "the dump took \(.seconds) s; a restore takes two to four times as long, with the chat stopped"
