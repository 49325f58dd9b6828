"""Fails unless a plan changes nothing but what forgets.json lists: attributes that an emulated service does not keep.

Usage: terraform show -json PLAN | no_change.py forgets.json
"""
import json
import sys


def changed(before, after, path=""):
    """Paths of the attributes that differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from changed(before.get(key), after.get(key), f"{path}.{key}" if path else key)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for old, new in zip(before, after):
            yield from changed(old, new, path)
    elif before != after:
        yield path


def main(forgets_file):
    with open(forgets_file) as file:
        forgotten = {(one["resource"], one["attribute"]) for one in json.load(file)}
    found, surprises = set(), []
    for resource in json.load(sys.stdin).get("resource_changes", []):
        change = resource["change"]
        if change["actions"] in (["no-op"], ["read"]):
            continue
        unknown = set(changed({}, change.get("after_unknown") or {}))
        for path in changed(change["before"], change["after"]):
            if path in unknown:
                continue
            if change["actions"] == ["update"] and (resource["type"], path) in forgotten:
                found.add((resource["type"], path))
            else:
                surprises.append(f"{'/'.join(change['actions'])} {resource['address']}: {path}")
        if change["actions"] != ["update"]:
            surprises.append(f"{'/'.join(change['actions'])} {resource['address']}")
    stale = sorted(forgotten - found)
    for surprise in surprises:
        print("changes again:", surprise)
    for kind, path in stale:
        print(f"kept after all, take it off the list: {kind}.{path}")
    print(f"{len(found)} attributes forgotten, as listed; {len(surprises)} other changes")
    sys.exit(1 if surprises or stale else 0)


main(sys.argv[1])
