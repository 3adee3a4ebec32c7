import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
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

test('L9: jobs are held until their user is back, kept, or cancelled; those of a deleted user are cancelled', async () => {
  for (const [jobs, change, count] of [
    ['keep', 'deactivated', 3],
    ['hold', 'deactivated', 3],
    ['cancel', 'deactivated', 0],
    [undefined, 'deleted', 0],
  ] as const) {
    const workspace = fresh();
    const tell = (what: 'deactivated' | 'reactivated' | 'deleted') =>
      workspace.provider.userChanged?.({tenantId: 'ten_1', userId: HIROSHI.id, change: what, ...(jobs && {jobs})});
    await tell(change);
    await tell('reactivated');
    const left = (await workspace.provider.ownedBy(HIROSHI.id, new AbortController().signal, 'ten_1')).filter(({type}) => type === 'job');
    assert.equal(left[0]?.count ?? 0, count, `${jobs} ${change}`);
    workspace.close();
  }
});
