# What differs between a manifest (in) and a restore: one line per difference, nothing when all is well.
#   $restored  what mongorestore says it wrote, collection by collection: must be what mongodump wrote, to the document
#   $server    what the server holds after the oplog was replayed: may differ by as many documents as were inserted or
#              deleted while the dump ran; fewer, too, where documents expire
#   $beside    the separate database it went to; the oplog is not replayed there
.database as $database
| def there: if $beside == "" then . else sub("^\($database)\\."; "\($beside).") end;
  (.collections | with_entries(select($beside == "" or (.key | startswith("\($database)."))) | .key |= there)) as $dumped
| ($server[0] | with_entries(.key |= there)) as $held
| ($dumped + $restored[0] | keys[]) as $name
| ($dumped[$name] // {documents: 0, changes: 0}) as $expected
| ($restored[0][$name] // {documents: 0, failures: 0}) as $written
| ($held[$name] // {documents: 0, expires: false}) as $present
| $expected.changes as $changes
| if $written.documents != $expected.documents or $written.failures != 0 then
    "\($name): \($written.documents) documents restored and \($written.failures) failed, the backup holds \($expected.documents)"
  elif $present.documents > $expected.documents + $changes or ($present.documents < $expected.documents - $changes and ($present.expires | not)) then
    "\($name): the server holds \($present.documents) documents, must be \($expected.documents) (\($changes) more or fewer)"
  else empty end
