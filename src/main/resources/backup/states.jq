# What lies in the store, as a list of backups, oldest first: {name, state, size, chat}. The states:
#   good        the manifest can be read and the archive has the size it names
#   proven      good, and a restore of it has worked
#   unfinished  an archive without a manifest: being made now, or broken off
#   broken      a manifest that cannot be read or does not fit its archive
# Other names are not ours: they are left out.

def names($objects; $start; $ending):
  [$objects[].Path | select(startswith($start) and endswith($ending)) | ltrimstr($start) | rtrimstr($ending)
    | select(test("^[0-9]{8}t[0-9]{6}z-[0-9]{6}$"))];

names(.; ""; ".archive.gz") as $archives
| names(.; ""; ".manifest.json") as $manifests
| names(.; "restored/"; ".json") as $restored
| (map({key: .Path, value: .Size}) | from_entries) as $sizes
| ($manifest_lines | split("\n") | map(fromjson? | objects) | INDEX(.name)) as $readable
| [$archives + $manifests | unique[] as $name
  | $readable[$name] as $manifest
  | {
      $name,
      state: (
        if $name | IN($manifests[]) | not then "unfinished"
        elif $manifest.format != 1 or $sizes[$name + ".archive.gz"] != $manifest.size then "broken"
        elif $name | IN($restored[]) then "proven"
        else "good" end),
      size: $manifest.size,
      chat: (if $manifest then "\($manifest.product) \($manifest.chatVersion)" else null end)
    }]
