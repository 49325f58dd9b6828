// Prints what the model's scripts do at the store, as JSON, for StepsTest, which looks at what the real ones do.
import { History } from './histories.mjs';

const world = new History(1);
const after = (script) => world.stepsOf(script);
const first = after((history, actor) => history.backup(actor, true));
for (let i = 0; i < 4; i++) {
  world.now += 3600;
  after((history, actor) => history.backup(actor));
}
const oldest = [...world.store.keys()].find((path) => path.endsWith('.manifest.json')).slice(0, 23);
const next = after((history, actor) => history.backup(actor));
const restore = after((history, actor) => history.restore(actor, oldest));
world.store.delete([...world.store.keys()].find((path) => path.startsWith('restoring/')));
const retention = after((history, actor) => history.retention(actor));
console.log(JSON.stringify({ first, next, restore, retention }));
