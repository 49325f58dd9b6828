# What mongodump or mongorestore says of each collection in its log: {"<db>.<collection>": {documents, failures}}.
# Newer versions put the name in backquotes.
[inputs
  | capture("(done dumping|finished restoring) `?(?<collection>[^`]+?)`? \\((?<documents>[0-9]+) documents?(, (?<failures>[0-9]+) failures?)?\\)$")
  | {key: .collection, value: {documents: .documents | tonumber, failures: ((.failures // "0") | tonumber)}}]
| from_entries
