# What lies in the store, as a list of backups, oldest first: {name, state, size, seconds, chat, documents, bytes, set, setMade, restored,
# anew, pinned}. $now is the time in seconds. The states:
#   good        the manifest can be read and the archive has the size it names
#   proven      good, and a restore of it has worked
#   ahead       good, but its name lies in the future: a clock was, or is, wrong
#   unfinished  an archive without a manifest: being made now, or broken off
#   broken      a manifest that cannot be read or does not fit its archive
# Other names are not ours: they are left out.

def names($objects; $start; $ending):
  [$objects[].Path | select(startswith($start) and endswith($ending)) | ltrimstr($start) | rtrimstr($ending)
    | select(test("^[0-9]{8}t[0-9]{6}z-[0-9]{6}$"))];
def moment: .[:16] | strptime("%Y%m%dt%H%M%Sz") | mktime;

names(.; ""; ".archive.gz") as $archives
| names(.; ""; ".manifest.json") as $manifests
| names(.; "restored/"; ".json") as $restored
| (map({key: .Path, value: .Size}) | from_entries) as $sizes
| ($manifest_lines | split("\n") | map(fromjson? | objects) | INDEX(.name)) as $readable
# a clock that is ahead must not make a pin look old
| ([$manifests[] | moment] | max // $now | [. + 86400, $now] | min - 7 * 86400) as $a_week_ago
| [.[].Path | capture("^restoring/(?<name>.*)\\.(?<since>[0-9]{8}t[0-9]{6}z)\\.json$")? | select(.since | moment > $a_week_ago) | .name] as $pins
| [$archives + $manifests | unique[] as $name
  | $readable[$name] as $manifest
  | {
      $name,
      state: (
        if $name | IN($manifests[]) | not then "unfinished"
        elif $manifest.format != 1 or $sizes[$name + ".archive.gz"] != $manifest.size then "broken"
        elif ($name | moment) > $now + 300 then "ahead"
        elif $name | IN($restored[]) then "proven"
        else "good" end),
      size: $manifest.size,
      seconds: $manifest.seconds,
      chat: (if $manifest then "\($manifest.product) \($manifest.chatVersion)" else null end),
      documents: ([$manifest.collections[]?.documents] | add // 0),
      bytes: $manifest.bytes, set: $manifest.set, setMade: $manifest.setMade, restored: $manifest.restored, anew: ($manifest.anew // false),
      pinned: ($name | IN($pins[]))
    }]
