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


def unknown(marks, path=""):
    """Paths of the attributes that only the apply would tell."""
    if isinstance(marks, dict):
        for key, mark in marks.items():
            yield from unknown(mark, f"{path}.{key}" if path else key)
    elif isinstance(marks, list):
        for mark in marks:
            yield from unknown(mark, path)
    elif marks:
        yield path


def differences(change):
    """What one resource's change is about: what is known to differ, or else what may."""
    computed = set(unknown(change.get("after_unknown") or {}))
    known = [path for path in changed(change["before"], change["after"]) if path not in computed]
    return known or sorted(computed)


def examine(plan, forgets):
    """The listed attributes that were found, and every other change as a text."""
    listed = {(one["resource"], one["attribute"]) for one in forgets}
    found, surprises = set(), []
    for resource in plan.get("resource_changes", []):
        change = resource["change"]
        if change["actions"] in (["no-op"], ["read"]):
            continue
        for path in differences(change):
            if change["actions"] == ["update"] and (resource["type"], path) in listed:
                found.add((resource["type"], path))
            else:
                surprises.append(f"changes again: {'/'.join(change['actions'])} {resource['address']}: {path}")
    surprises += [f"kept after all, take it off the list: {kind}.{path}" for kind, path in sorted(listed - found)]
    outputs = plan.get("output_changes", {})
    surprises += [f"changes again: output {name}" for name, change in outputs.items() if change["actions"] != ["no-op"]]
    return found, surprises


def main(forgets_file):
    with open(forgets_file) as file:
        forgets = json.load(file)
    found, surprises = examine(json.load(sys.stdin), forgets)
    for one in forgets:
        if (one["resource"], one["attribute"]) in found:
            print(f"forgotten: {one['resource']}.{one['attribute']}: {one['because']}")
    print(*surprises, f"{len(found)} attributes forgotten, as listed; {len(surprises)} other changes", sep="\n")
    return 1 if surprises else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
