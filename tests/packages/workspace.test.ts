import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {jobStates} from '../journeys/job-states.ts';
import {openWorkspace, type Workspace} from '../../examples/portal/workspace/workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
after(() => rmSync(folder, {recursive: true}));

const HIROSHI = {id: 'usr_1', username: 'hiroshi.sato'};

const fresh = (): Workspace => {
  const workspace = openWorkspace(folder, {reset: true});
  workspace.furnish([HIROSHI, {id: 'usr_3', username: 'nobody.known'}]);
  return workspace;
};

const owned = async ({provider}: Workspace, userId: string): Promise<unknown> =>
  (await provider.ownedBy(userId, new AbortController().signal, 'ten_1')).map(({type, count, unfinished}) => [type, count, unfinished]);

test('L10: who is given something owns what has not ended, across a restart, until the portal is reset', async () => {
  const first = fresh();
  const all = [
    ['job', 3, true],
    ['storageVolume', 2, false],
  ];
  assert.deepEqual(await owned(first, HIROSHI.id), all);
  assert.deepEqual(await owned(first, 'usr_3'), []);
  first.close();
  const second = openWorkspace(folder);
  assert.deepEqual(await owned(second, HIROSHI.id), all);
  second.close();
  const third = openWorkspace(folder, {reset: true});
  assert.deepEqual(await owned(third, HIROSHI.id), []);
  third.close();
});

test('L10, E25: a transfer moves what it is asked for, stops where it is told to, and goes on when it is asked again', async () => {
  const workspace = fresh();
  const {transfer} = workspace.provider;
  const over = new AbortController();
  const said: unknown[] = [];
  const progress = (done: number, total: number | null): void => {
    said.push([done, total]);
    if (done === 1) {
      over.abort();
    }
  };
  await assert.rejects(async () => transfer?.(HIROSHI.id, 'usr_2', ['job'], progress, over.signal, 'ten_1'));
  assert.deepEqual(said, [
    [0, 3],
    [1, 3],
  ]);
  assert.deepEqual(await owned(workspace, 'usr_2'), [['job', 1, true]]);
  const unheard = (): void => undefined;
  await transfer?.(HIROSHI.id, 'usr_2', ['job'], unheard, new AbortController().signal, 'ten_1');
  assert.deepEqual(await owned(workspace, HIROSHI.id), [['storageVolume', 2, false]]);
  await transfer?.(HIROSHI.id, 'usr_2', null, unheard, new AbortController().signal, 'ten_1');
  assert.deepEqual(await owned(workspace, HIROSHI.id), []);
  assert.deepEqual(await owned(workspace, 'usr_2'), [
    ['job', 3, true],
    ['storageVolume', 2, false],
  ]);
  workspace.close();
});

test('L9: jobs are kept, held until their user is back, or cancelled, told once or twice; those of a deleted user are cancelled', async () => {
  const began = ['running', 'running', 'pending', 'completed'];
  const held = ['held', 'held', 'held', 'completed'];
  const queued = ['pending', 'pending', 'pending', 'completed'];
  const cancelled = ['cancelled', 'cancelled', 'cancelled', 'completed'];
  for (const [change, jobs, then, atLast] of [
    ['deactivated', 'keep', began, began],
    ['deactivated', 'hold', held, queued],
    ['deactivated', 'cancel', cancelled, cancelled],
    ['deleted', undefined, cancelled, cancelled],
  ] as const) {
    const workspace = fresh();
    const tell = (what: 'deactivated' | 'reactivated' | 'deleted') =>
      workspace.provider.userChanged?.({tenantId: 'ten_1', userId: HIROSHI.id, change: what, ...(jobs && {jobs})});
    await tell(change);
    await tell(change);
    assert.deepEqual(jobStates(folder, HIROSHI.id), then, `${jobs} ${change}`);
    await tell('reactivated');
    await tell('reactivated');
    assert.deepEqual(jobStates(folder, HIROSHI.id), atLast, `${jobs} ${change}, reactivated`);
    workspace.close();
  }
});
