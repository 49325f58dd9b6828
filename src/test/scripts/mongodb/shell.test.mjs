// The shell scripts of the pod, run as they are.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { folder } from './scripts.mjs';

const room = fs.mkdtempSync(join(tmpdir(), 'mongodb'));
const newFolder = () => fs.mkdtempSync(join(room, 'test'));
after(() => fs.rmSync(room, { recursive: true }));

test('the key is copied so that only its user can read it, again after a restart too', () => {
  const place = newFolder();
  fs.writeFileSync(join(place, 'secret'), 'a-key', { mode: 0o640 });
  for (const content of ['a-key', 'another-key']) {
    fs.writeFileSync(join(place, 'secret'), content);
    const { status, stderr } = spawnSync('sh', [`${folder}/keyfile.sh`, join(place, 'secret'), join(place, 'key')], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.equal(fs.readFileSync(join(place, 'key'), 'utf8'), content);
    assert.equal(fs.statSync(join(place, 'key')).mode & 0o777, 0o400);
  }
});

test('a missing key stops the pod', () => {
  assert.notEqual(spawnSync('sh', [`${folder}/keyfile.sh`, '/nowhere/key', join(newFolder(), 'key')]).status, 0);
});

/** A folder with a program called mongosh that writes down how it was called. */
function withMongosh(lines) {
  const place = newFolder();
  const program = ['#!/bin/bash', `echo "$@ HOME=$HOME SALVAGE=$SALVAGE" >>${place}/calls`, ...lines].join('\n');
  fs.writeFileSync(join(place, 'mongosh'), program, { mode: 0o755 });
  const env = { PATH: `${place}:${process.env.PATH}`, MEMBER_HOST_TEMPLATE: 'mongo-%d:27017' };
  const calls = () => (fs.existsSync(join(place, 'calls')) ? fs.readFileSync(join(place, 'calls'), 'utf8').trim().split('\n') : []);
  return { env, calls };
}

const until = async (isSo) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
};

test('the sidecar ends at once when the pod ends', { timeout: 20_000 }, async () => {
  const { env, calls } = withMongosh(['exec sleep 1000']);
  const sidecar = spawn('bash', [`${folder}/reconcile.sh`], { env });
  const ended = new Promise((resolve) => sidecar.on('exit', resolve));
  await until(() => calls().length > 0);
  sidecar.kill('SIGTERM');
  assert.equal(await ended, 0);
  assert.match(calls()[0], /--quiet --norc --nodb --file \S+\/reconcile\.js HOME=\/tmp/);
});

test('the sidecar starts mongosh anew when it ends or fails', { timeout: 20_000 }, async () => {
  const { env, calls } = withMongosh(['exit 3']);
  const sidecar = spawn('bash', [`${folder}/reconcile.sh`], { env });
  await until(() => calls().length > 1);
  sidecar.kill('SIGTERM');
});

test('salvage.sh hands its argument on and ends as mongosh does', () => {
  const { env, calls } = withMongosh(['exit 7']);
  assert.equal(spawnSync('bash', [`${folder}/salvage.sh`, '--yes'], { env }).status, 7);
  assert.match(calls()[0], /salvage\.js HOME=\/tmp SALVAGE=--yes$/);
});

test('status.sh ends as mongosh does', () => {
  const { env, calls } = withMongosh(['exit 7']);
  assert.equal(spawnSync('bash', [`${folder}/status.sh`], { env }).status, 7);
  assert.match(calls()[0], /status\.js HOME=\/tmp/);
});

test('without a host template nothing starts', () => {
  const { status, stderr } = spawnSync('bash', [`${folder}/reconcile.sh`], { env: { PATH: process.env.PATH }, encoding: 'utf8' });
  assert.notEqual(status, 0);
  assert.match(stderr, /MEMBER_HOST_TEMPLATE/);
});

test('shellcheck has nothing to say', () => {
  const scripts = fs.readdirSync(folder).filter((name) => name.endsWith('.sh')).map((name) => join(folder, name));
  const { status, stdout } = spawnSync('shellcheck', ['-x', ...scripts], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});
