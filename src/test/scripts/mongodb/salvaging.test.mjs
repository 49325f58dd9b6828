import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireScript } from './scripts.mjs';

const { othersOf, refusal, givenUp } = requireScript('./salvaging.js');

const members = ['m0', 'm1', 'm2'].map((host) => ({ host }));
const self = { state: 'SECONDARY', setId: 'ours', optime: [2, 100, 1], members };
const view = (others, own = {}) => ({ host: 'm0', self: { ...self, ...own }, others });
const gone = (host) => ({ host, state: 'UNREACHABLE' });
const secondary = (host, optime, rest = {}) => ({ host, state: 'SECONDARY', setId: 'ours', optime, ...rest });

test('a secondary whose majority is gone may be salvaged', () => {
  assert.equal(refusal(view([gone('m1'), gone('m2')])), undefined);
  assert.deepEqual(givenUp(view([])), ['m1', 'm2']);
});

test('a blank member that came back instead of a lost one does not hinder', () => {
  assert.equal(refusal(view([{ host: 'm1', state: 'STARTUP2', setId: 'ours' }, { host: 'm2', state: 'UNINITIALISED' }])), undefined);
});

test('refuses while any member is primary', () => {
  assert.match(refusal(view([{ host: 'm1', state: 'PRIMARY' }, gone('m2')])), /^m1 is primary/);
  assert.match(refusal(view([], { state: 'PRIMARY' })), /^m0 is primary/);
  assert.match(refusal(view([{ host: 'm3', state: 'PRIMARY' }], { state: 'REMOVED' })), /^m3 is primary/);
});

test('refuses while a majority can elect a primary', () => {
  assert.match(refusal(view([secondary('m1', [2, 90, 1]), gone('m2')])), /^m1 and this member are a majority/);
});

test('refuses data that is not complete', () => {
  for (const state of ['STARTUP2', 'RECOVERING', 'ROLLBACK', 'UNINITIALISED', 'UNREACHABLE', 'REFUSED']) {
    assert.match(refusal(view([], { state })), new RegExp(`^this member is ${state}: only a SECONDARY`));
  }
});

test('refuses when another member that answers has newer writes', () => {
  const five = { members: ['m0', 'm1', 'm2', 'm3', 'm4'].map((host) => ({ host })) };
  const withOther = (optime, rest) => refusal(view([secondary('m1', optime, rest), gone('m2'), gone('m3'), gone('m4')], five));
  for (const newer of [[3, 1, 1], [2, 101, 1], [2, 100, 2]]) assert.match(withOther(newer), /^m1 has newer writes/);
  for (const older of [[1, 999, 9], [2, 99, 9], [2, 100, 0], [2, 100, 1]]) assert.equal(withOther(older), undefined);
  assert.equal(withOther([9, 9, 9], { setId: 'theirs' }), undefined);
});

test('refuses a member outside of the configuration while one inside answers', () => {
  assert.match(refusal(view([secondary('m1', [1, 1, 1])], { state: 'REMOVED', optime: undefined })), /^m1 has newer writes/);
});

test('a copy of another set may be salvaged', () => {
  const copy = { host: 'new-0:1', self: { state: 'REMOVED', members: [{ host: 'old-0:1' }, { host: 'old-1:1' }] }, others: [gone('old-0:1'), gone('old-1:1')] };
  assert.equal(refusal(copy), undefined);
  assert.deepEqual(givenUp(copy), ['old-0:1', 'old-1:1']);
});

test('asks the wanted members too: the set may have moved on without this one', () => {
  assert.deepEqual(othersOf(view([]), 'm%d', 5), ['m1', 'm2', 'm3', 'm4']);
  assert.deepEqual(othersOf({ host: 'm1', self: { state: 'UNINITIALISED' } }, 'm%d', 3), ['m0', 'm2']);
  assert.deepEqual(othersOf(view([]), 'm%d', 1), ['m1', 'm2']);
});

test('of copies, all of which are REMOVED, the one with the newest entry of its oplog', () => {
  const copy = (host, optime) => ({ host, state: 'REMOVED', setId: 'ours', optime });
  const here = (optime) => ({ host: 'new-0', self: { state: 'REMOVED', setId: 'ours', optime, members: [{ host: 'old-0' }, { host: 'old-1' }] }, others: [copy('new-1', [2, 100, 1]), gone('old-0')] });
  assert.match(refusal(here([2, 99, 1])), /^new-1 has newer writes/);
  assert.equal(refusal(here([2, 100, 1])), undefined);
});
