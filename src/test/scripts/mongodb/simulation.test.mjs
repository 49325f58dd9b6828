// Long random lives of replica sets, the real scripts in every pod, the model in place of MongoDB.
// MONGODB_LIVES=5000 node --test simulation.test.mjs runs longer than the build does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World } from './world.mjs';

const LIVES = Number(process.env.MONGODB_LIVES ?? 40);
const FIRST = Number(process.env.MONGODB_FIRST_LIFE ?? 1);

/** The same life for the same seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const isAsWanted = (world) => {
  const primary = primaryOf(world);
  const hosts = primary?.config.members.map(({ host }) => host).sort().join();
  const wanted = world.members.slice(0, world.wanted);
  return hosts === wanted.map(({ host }) => host).join()
    && wanted.every(({ state }) => ['PRIMARY', 'SECONDARY'].includes(state))
    && primary.config.members.every(({ newlyAdded }) => !newlyAdded);
};

function calmDown(world) {
  for (const { member } of world.pods) if (member.cut) world.cutOff(member, false);
  world.run(1500, { calm: true });
}

function primaryOf(world) {
  const primaries = world.members.filter((member) => member.up && member.state === 'PRIMARY');
  return primaries.find((member) => member.config.setId === world.newestSet) ?? primaries[0];
}

/** What the log asks a person to do; nothing else may be needed. */
function rescue(world) {
  world.lossExcused = true;
  const running = world.pods.filter(({ member }) => member.up);
  const primary = primaryOf(world);
  if (primary) {
    const foreign = running.filter(({ member }) => member.config && member.config.setId !== primary.config.setId);
    assert.ok(foreign.length > 0 && world.leftBehind, 'the set works and is not as wanted');
    return startAnew(world, foreign, 'volumes of an older set deleted');
  }
  const salvaged = running.some((pod) => world.salvage(pod));
  if (salvaged) return 'salvaged';
  assert.ok(running.every(({ member }) => !member.hasData), 'nothing was salvaged although a member has data');
  return startAnew(world, running, 'begun anew after every volume was lost');
}

function startAnew(world, pods, what) {
  for (const pod of pods) {
    world.crash(pod, 5);
    world.loseVolume(pod);
  }
  return what;
}

function live(seed, rescues) {
  const world = new World(randomOf(seed), [1, 3, 5][seed % 3]);
  try {
    world.run(2500);
    calmDown(world);
    for (let attempt = 0; attempt < 3 && !world.failure && !isAsWanted(world); attempt++) {
      const what = rescue(world);
      rescues[what] = (rescues[what] ?? 0) + 1;
      calmDown(world);
    }
    assert.equal(world.failure, undefined);
    assert.ok(isAsWanted(world), 'the set is not as wanted');
  } catch (error) {
    error.message = `life ${seed}: ${error.message}\n${world.lines.slice(-Number(process.env.LINES ?? 60)).join('\n')}`;
    throw error;
  }
}

test('whatever befalls the members, there is one set, no write is lost by us, and in the end all is as wanted', () => {
  const rescues = {};
  for (let seed = FIRST; seed < FIRST + LIVES; seed++) live(seed, rescues);
  console.log(`${LIVES} lives; by a person: ${JSON.stringify(rescues)}`);
});

test('a new key that reached only some pods, for however long, loses nothing, and the same command finishes it', () => {
  for (let seed = 1; seed <= 3; seed++) {
    for (let some = 0; some < 8; some++) {
      const world = new World(randomOf(seed), 3);
      const pods = world.pods.slice(0, 3);
      const deletes = (chosen) => {
        for (const pod of chosen) world.crash(pod, 5);
        world.run(1500, { calm: true });
        assert.equal(world.failure, undefined, `${some}: ${world.failure}\n${world.lines.slice(-60).join('\n')}`);
      };
      deletes([]);
      world.newKey();
      deletes(pods.filter((_, ordinal) => some & (1 << ordinal)));
      const before = world.acknowledged;
      assert.ok(before.length > 1000, 'the members with the same key take no writes');
      const primary = primaryOf(world);
      const apart = pods.filter(({ member }) => member.key !== primary.key);
      assert.ok(apart.length <= 1, `${some}: two members with one key are not led by one of them`);
      for (const { member } of apart) assert.ok(member.log.length < before.length / 2, `${some}: a member with another key hears the primary`);
      deletes(pods);
      assert.ok(isAsWanted(world), `${some}: the set is not as wanted`);
      assert.deepEqual(world.acknowledged.slice(0, before.length), before);
    }
  }
});

test('who was heard since the last election is not removed (lives that went wrong in 2026)', () => {
  for (const seed of [901759, 902348, 3004378, 3004712]) live(seed, {});
});
