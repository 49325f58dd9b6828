// states.jq, retention.jq and lineage.jq once more, in JavaScript, for the model: jq would need weeks for as many histories.
// histories.test.mjs compares both, on stores that the model made.
const NAME = /^[0-9]{8}t[0-9]{6}z-[0-9]{6}$/;
const pad = (value, width) => String(value).padStart(width, '0');

export function nameOf(seconds, number) {
  const date = new Date(Math.floor(seconds) * 1000);
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', 't')}z-${pad(number, 6)}`;
}

const moments = new Map();
export function momentOf(name) {
  if (!moments.has(name)) {
    const [, y, mo, d, h, mi, s] = name.match(/^(....)(..)(..)t(..)(..)(..)z/);
    moments.set(name, Date.UTC(y, mo - 1, d, h, mi, s) / 1000);
  }
  return moments.get(name);
}

const ENDINGS = [['archive', '', '.archive.gz'], ['manifest', '', '.manifest.json'], ['restored', 'restored/', '.json']];
const parsed = new Map();
/** What an object of the store is, by its path. */
function objectOf(path) {
  if (!parsed.has(path)) {
    const [, name, since] = path.match(/^restoring\/(.*)\.([0-9]{8}t[0-9]{6}z)\.json$/) ?? [];
    const found = ENDINGS.map(([kind, start, end]) => ({ kind, name: path.startsWith(start) && path.endsWith(end) ? path.slice(start.length, path.length - end.length) : '' }))
      .find((one) => NAME.test(one.name));
    parsed.set(path, since ? { kind: 'pin', name, since: momentOf(since) } : found ?? { kind: 'other' });
  }
  return parsed.get(path);
}
export const forget = () => { parsed.clear(); moments.clear(); };

const isGood = ({ state }) => state === 'good' || state === 'proven';

/** objects: [{ Path, Size }]; manifests: what the readable ones say. */
export function statesOf(objects, manifests, now) {
  const kinds = { archive: new Map(), manifest: new Map(), restored: new Map(), pin: new Map(), other: new Map() };
  for (const { Path, Size } of objects) {
    const { kind, name, since } = objectOf(Path);
    kinds[kind].set(name, kind === 'pin' ? Math.max(since, kinds.pin.get(name) ?? 0) : Size);
  }
  const { archive, manifest: written, restored, pin } = kinds;
  const newest = written.size > 0 ? Math.max(...[...written.keys()].map(momentOf)) : now;
  const aWeekAgo = Math.min(newest + 86400, now) - 7 * 86400;
  const readable = new Map(manifests.map((manifest) => [manifest.name, manifest]));
  return [...new Set([...archive.keys(), ...written.keys()])].sort().map((name) => {
    const manifest = readable.get(name);
    let state = 'good';
    if (!written.has(name)) state = 'unfinished';
    else if (!manifest || archive.get(name) !== manifest.size) state = 'broken';
    else if (momentOf(name) > now + 300) state = 'ahead';
    else if (restored.has(name)) state = 'proven';
    const { size = null, set = null, setMade = null, restored: from = null, anew = false, documents = 0 } = manifest ?? {};
    return { name, state, size, documents, set, setMade, restored: from, anew, pinned: (pin.get(name) ?? 0) > aWeekAgo };
  });
}

function lastOf(backups, seconds, offset) {
  const last = new Map();
  for (const backup of backups) last.set(Math.floor((momentOf(backup.name) + offset) / seconds), backup);
  return [...last.entries()].sort(([a], [b]) => a - b).map(([, backup]) => backup);
}
const newestOf = (list, count) => (count > 0 ? list.slice(-count) : []);

export function deletionsOf(all, { newest, hourly, daily, weekly }, now) {
  const good = all.filter(isGood);
  const underWay = ({ name, state }) => state === 'unfinished' && momentOf(name) > now - 6 * 3600;
  const settled = all.filter((backup) => backup.state !== 'ahead' && !underWay(backup));
  if (settled.length === 0 || settled.at(-1) !== good.at(-1)) return [];
  const kept = new Set([...newestOf(good, newest), ...newestOf(lastOf(good, 3600, 0), hourly), ...newestOf(lastOf(good, 86400, 0), daily),
    ...newestOf(lastOf(good, 604800, 259200), weekly), ...newestOf(good, 1), ...newestOf(good.filter(({ state }) => state === 'proven'), 1)]);
  const last = momentOf(good.at(-1).name);
  return settled.filter((backup) => {
    if (backup.pinned || backup.state === 'broken') return false;
    return backup.state === 'unfinished' ? last - momentOf(backup.name) > 86400 : !kept.has(backup);
  }).map(({ name }) => name);
}

/** Whether a backup of `here` must not be made, for it would not continue what is in the store. */
export function isOther(all, here) {
  const newest = all.filter(isGood).at(-1);
  return !(!newest || newest.set === here.set || (newest.set === null && here.setMade <= momentOf(newest.name)) || here.restored?.into === here.set);
}

/** The name that `latest` means; undefined when that is for a person to say. */
export function latestOf(all) {
  const good = all.filter(isGood);
  const newest = good.at(-1);
  if (all.some(({ state }) => state === 'ahead') || !newest) return undefined;
  const begin = good.filter(({ anew }) => anew).at(-1)?.name ?? '';
  const ours = good.filter(({ name }) => name >= begin);
  const sets = new Set([newest.set]);
  for (let size = 0; size !== sets.size;) {
    size = sets.size;
    for (const { restored } of ours) if (restored && sets.has(restored.into) && restored.set) sets.add(restored.set);
  }
  const first = Math.min(...ours.filter(({ set }) => sets.has(set)).map(({ setMade }) => setMade ?? 0));
  const other = newest.set !== null && ours.some(({ name, set }) => (set ? !sets.has(set) : momentOf(name) < first));
  const most = Math.max(...ours.map(({ documents }) => documents));
  return other || (most >= 1000 && most > 2 * newest.documents) ? undefined : newest.name;
}
