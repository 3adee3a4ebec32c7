import assert from 'node:assert/strict';
import {beforeEach, describe, test} from 'node:test';
import type {Job, JobListOptions} from '@tenantry/sdk';
import {createIssuer} from '../testing/issuer.ts';
import {askDeletion, remove} from '../testing/deleted-users.ts';
import {engines} from '../testing/engines.ts';
import {TestScheduler} from '../testing/jobs.ts';
import {addHelper} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`jobs on ${engine.name}`, {skip: engine.skip}, async () => {
    const clock = new TestClock();
    const platform = await createIssuer(clock.now, {issuer: 'https://platform.example', operators: true});
    const [hpc, lab] = [new TestScheduler('hpc'), new TestScheduler('lab')];
    const server = useTestServer(engine, {clock: clock.now, resources: [hpc, lab]});
    const platformServer = useTestServer(engine, {clock: clock.now, resources: [hpc, lab], bearer: {issuers: [platform.options]}});
    let tenant: TestTenant;

    beforeEach(async () => {
      for (const scheduler of [hpc, lab]) {
        Object.assign(scheduler, {answer: undefined, asked: 0, simulated: false});
      }
      server.logger.entries.length = 0;
      tenant = await server.freshTenant();
    });

    const ids = (jobs: readonly Job[]): string[] => jobs.map(({id}) => id);
    const listed = async (as: TestUser, options: JobListOptions = {}): Promise<string[]> =>
      ids((await server.client(as).jobs.list(options)).items);

    test('jobs of all clusters are listed, what was submitted last first, what was at no known time last', async () => {
      hpc.add(tenant.id, 1, {submittedAt: '2026-03-02T08:00:00.000Z'});
      hpc.add(tenant.id, 2, {submittedAt: null});
      lab.add(tenant.id, 1, {submittedAt: '2026-03-02T09:00:00.000Z'});
      lab.add(tenant.id, 2, {submittedAt: '2026-03-02T08:00:00.000Z'});
      assert.deepEqual(await listed(tenant.administrator), ['lab/1', 'lab/2', 'hpc/1', 'hpc/2']);
      assert.deepEqual(await listed(tenant.administrator, {sort: 'submittedAt'}), ['hpc/1', 'lab/2', 'lab/1', 'hpc/2']);
    });

    test('a job is told as its scheduler tells of it, with the user whose name its owner has', async () => {
      const user = await tenant.addUser({username: 'Ada.Lovelace'});
      const {owner: _, ...job} = hpc.add(tenant.id, 7, {
        owner: 'ada.lovelace',
        name: 'train',
        state: 'failed',
        rawState: ['FAILED'],
        reason: 'NonZeroExitCode',
        gpus: 4,
        cpuCores: 16,
        startedAt: '2026-03-02T08:00:01.000Z',
        endedAt: '2026-03-02T08:00:02.000Z',
        exitCode: 3,
      });
      const {items} = await server.client(user).jobs.list();
      assert.deepEqual(items, [{...job, userId: user.id}]);
    });

    test('G6: who may not read all sees their own jobs alone, and not those of nobody or of strangers', async () => {
      const [user, other] = [await tenant.addUser({username: 'ada'}), await tenant.addUser({username: 'bob'})];
      hpc.add(tenant.id, 1, {owner: 'ada'});
      hpc.add(tenant.id, 2, {owner: 'bob'});
      hpc.add(tenant.id, 3, {owner: null});
      hpc.add(tenant.id, 4, {owner: 'nobody-here'});
      hpc.add(tenant.id, 5, {owner: 'a\u0000b'});
      assert.deepEqual([await listed(user), await listed(other)], [['hpc/1'], ['hpc/2']]);
      assert.deepEqual(await listed(user, {filter: {userId: other.id}}), []);
      assert.deepEqual(await listed(user, {filter: {userId: [user.id, other.id]}}), ['hpc/1']);
      assert.equal((await server.client(user).jobs.list({count: 'capped'})).total?.value, 1);
      const reader = await addHelper(server, tenant, ['resources.readAll']);
      const {items, total} = await server.client(reader).jobs.list({count: 'capped'});
      assert.deepEqual(
        items.map(({id, userId}) => [id, userId]),
        [
          ['hpc/5', null],
          ['hpc/4', null],
          ['hpc/3', null],
          ['hpc/2', other.id],
          ['hpc/1', user.id],
        ],
      );
      assert.deepEqual(total, {value: 5, relation: 'eq'});
      assert.deepEqual(await listed(reader, {filter: {userId: other.id}}), ['hpc/2']);
      assert.deepEqual(await listed(reader, {filter: {userId: server.newId('usr')}}), []);
    });

    test('A14: an operator has no jobs of its own, and sees all with the right to', async () => {
      const theirs = await platformServer.freshTenant();
      hpc.add(theirs.id, 1, {owner: 'ada'});
      const operator = (scope: string): TestUser => ({...theirs.administrator, token: () => platform.sign({sub: 'op-7', scope})});
      for (const [scope, expected] of [
        ['jobs.read', []],
        ['resources.readAll', ['hpc/1']],
      ] as const) {
        const response = await platformServer.request(`${theirs.path}/jobs`, {as: operator(scope)});
        assert.deepEqual(ids((await response.json()).items), expected);
      }
    });
    test('one tenant never sees the jobs of another, nor whose they are', async () => {
      const other = await server.freshTenant();
      const [user] = [await tenant.addUser({username: 'ada'}), await other.addUser({username: 'ada'})];
      hpc.add(tenant.id, 1, {owner: 'ada'});
      hpc.add(other.id, 2, {owner: 'ada'});
      hpc.add(other.id, 3, {owner: 'bob'});
      await tenant.addUser({username: 'bob'});
      assert.deepEqual(await listed(tenant.administrator), ['hpc/1']);
      assert.deepEqual(await listed(other.administrator), ['hpc/3', 'hpc/2']);
      assert.deepEqual(await listed(user), ['hpc/1']);
      const {items} = await server.client(other.administrator).jobs.list();
      assert.equal(items.find(({id}) => id === 'hpc/3')?.userId, null);
    });

    test('W13: jobs are filtered by state, cluster and time', async () => {
      hpc.add(tenant.id, 1, {state: 'pending', submittedAt: '2026-03-02T08:00:00.000Z'});
      hpc.add(tenant.id, 2, {state: 'running', submittedAt: '2026-03-02T08:30:00.000Z'});
      lab.add(tenant.id, 3, {state: 'failed', submittedAt: '2026-03-02T09:00:00.000Z'});
      lab.add(tenant.id, 4, {state: 'failed', submittedAt: null});
      const by = (filter: JobListOptions['filter']): Promise<string[]> => listed(tenant.administrator, {filter});
      assert.deepEqual(await by({state: 'running'}), ['hpc/2']);
      assert.deepEqual(await by({state: ['running', 'failed']}), ['lab/3', 'hpc/2', 'lab/4']);
      assert.deepEqual(await by({cluster: 'HPC'}), ['hpc/2', 'hpc/1']);
      assert.deepEqual(await by({cluster: 'nowhere'}), []);
      assert.deepEqual(await by({submittedAt: {gte: '2026-03-02T08:30:00.000Z'}}), ['lab/3', 'hpc/2']);
      assert.deepEqual(await by({submittedAt: {gt: '2026-03-02T08:30:00.000Z'}}), ['lab/3']);
      assert.deepEqual(await by({submittedAt: {lt: '2026-03-02T08:30:00.000Z'}}), ['hpc/1']);
      assert.deepEqual(await by({submittedAt: {lte: '2026-03-02T08:30:00.000Z'}, state: 'running'}), ['hpc/2']);
      await assert.rejects(server.client(tenant.administrator).jobs.list({filter: {state: 'odd' as 'running'}}), {code: 'invalid-query'});
    });

    test('W11, E8: pages go on from their edges in both directions while jobs come and go', async () => {
      const client = server.client(tenant.administrator);
      const at = (minute: number): string => `2026-03-02T08:${String(minute).padStart(2, '0')}:00.000Z`;
      // Two of each minute, and two of none.
      for (let number = 0; number < 12; number += 1) {
        hpc.add(tenant.id, number, {submittedAt: number < 10 ? at(Math.floor(number / 2)) : null});
      }
      const first = await client.jobs.list({limit: 4});
      assert.deepEqual([ids(first.items), first.prev], [['hpc/9', 'hpc/8', 'hpc/7', 'hpc/6'], null]);
      hpc.jobsOf.set(
        tenant.id,
        (hpc.jobsOf.get(tenant.id) ?? []).filter(({id}) => id !== 'hpc/6'),
      );
      hpc.add(tenant.id, 99, {submittedAt: at(50)});
      clock.advance({seconds: 5});
      const second = await client.jobs.list({limit: 4, cursor: first.next ?? ''});
      assert.deepEqual(ids(second.items), ['hpc/5', 'hpc/4', 'hpc/3', 'hpc/2']);
      const third = await client.jobs.list({limit: 4, cursor: second.next ?? ''});
      assert.deepEqual([ids(third.items), third.next], [['hpc/1', 'hpc/0', 'hpc/11', 'hpc/10'], null]);
      const back = await client.jobs.list({limit: 4, cursor: third.prev ?? ''});
      assert.deepEqual(ids(back.items), ids(second.items));
      const start = await client.jobs.list({limit: 4, cursor: back.prev ?? ''});
      assert.deepEqual([ids(start.items), start.prev], [['hpc/99', 'hpc/9', 'hpc/8', 'hpc/7'], null]);
      const all: string[] = [];
      for await (const {id} of client.jobs.iterate({limit: 5, sort: 'submittedAt'})) {
        all.push(id);
      }
      assert.deepEqual(
        all,
        ['0', '1', '2', '3', '4', '5', '7', '8', '9', '99', '10', '11'].map((number) => `hpc/${number}`),
      );
      await assert.rejects(client.jobs.list({limit: 4, cursor: first.next ?? '', filter: {state: 'running'}}), {code: 'invalid-cursor'});
    });

    test('however many look, and however often, a cluster is asked once in five seconds', async () => {
      const release = Promise.withResolvers<void>();
      hpc.answer = async () => {
        await release.promise;
        return [];
      };
      const viewers = Array.from({length: 10}, () => listed(tenant.administrator));
      release.resolve();
      await Promise.all(viewers);
      await listed(tenant.administrator);
      assert.equal(hpc.asked, 1);
      clock.advance({seconds: 5});
      await listed(tenant.administrator);
      assert.equal(hpc.asked, 2);
    });

    test('E23: what a cluster told last stands in for it for five minutes; then its jobs are missing, those of others are not', async () => {
      hpc.add(tenant.id, 1);
      lab.add(tenant.id, 2);
      assert.deepEqual(await listed(tenant.administrator), ['lab/2', 'hpc/1']);
      hpc.answer = () => Promise.reject(new Error('token=secret'));
      clock.advance({minutes: 5});
      assert.deepEqual(await listed(tenant.administrator), ['lab/2', 'hpc/1']);
      clock.advance({seconds: 5});
      assert.deepEqual(await listed(tenant.administrator), ['lab/2']);
      assert.deepEqual(
        server.logger.entries.map(({event, fields}) => [event, fields.provider]),
        [
          ['provider.failed', 'hpc'],
          ['provider.failed', 'hpc'],
        ],
      );
      assert.doesNotMatch(JSON.stringify(server.logger.entries), /secret/);
      hpc.answer = undefined;
      clock.advance({seconds: 5});
      assert.deepEqual(await listed(tenant.administrator), ['lab/2', 'hpc/1']);
    });

    test('E23: 503 when no cluster says anything of use', async () => {
      for (const nonsense of [
        undefined,
        'jobs',
        [{id: 7}],
        [{...hpc.add(tenant.id, 1), submittedAt: 'yesterday'}],
        [{...hpc.add(tenant.id, 1), owner: 7}],
      ]) {
        hpc.answer = lab.answer = async () => nonsense;
        const response = await server.request(`${tenant.path}/jobs`, {as: tenant.administrator});
        assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '5']);
        assert.equal((await response.json()).code, 'temporarily-unavailable');
        clock.advance({seconds: 5});
      }
    });

    test('E23: a cluster that hangs is given up, and told so; the others’ jobs are listed', async () => {
      lab.add(tenant.id, 1);
      let isTold = false;
      hpc.answer = (_, signal) =>
        new Promise(() =>
          signal.addEventListener('abort', () => {
            isTold = true;
          }),
        );
      assert.deepEqual(await listed(tenant.administrator), ['lab/1']);
      assert.equal(isTold, true);
    });

    test('L10: a user with jobs that run or wait cannot be deleted; with others, and with none, can', async () => {
      const user = await tenant.addUser({username: 'ada'});
      for (const [number, state] of ['pending', 'running', 'suspended', 'completing', 'completed', 'failed', 'unknown'].entries()) {
        hpc.add(tenant.id, number, {owner: 'ADA', state, name: state});
      }
      lab.add(tenant.id, 1, {owner: 'bob'});
      const {body} = await askDeletion(server, tenant, user);
      assert.deepEqual(
        [body.deletable, body.blockers],
        [
          false,
          [{type: 'job', count: 4, sample: ['pending', 'running', 'suspended', 'completing'], unfinished: true, transferable: false}],
        ],
      );
      const refused = await remove(server, tenant, user);
      assert.deepEqual([refused.status, refused.body.code], [409, 'user-owns-resources']);
      hpc.answer = () => Promise.reject(new Error('down'));
      const unknown = await remove(server, tenant, user);
      assert.deepEqual([unknown.status, unknown.body.code], [409, 'ownership-unknown']);
      assert.ok(server.logger.entries.some(({event, fields}) => event === 'provider.failed' && fields.provider === 'hpc'));
      hpc.answer = undefined;
      hpc.jobsOf.delete(tenant.id);
      assert.equal((await remove(server, tenant, user)).status, 204);
    });

    test('L10: jobs that are made up keep nobody', async () => {
      const user = await tenant.addUser({username: 'ada'});
      hpc.simulated = true;
      hpc.add(tenant.id, 1, {owner: 'ada'});
      assert.equal((await remove(server, tenant, user)).status, 204);
    });
  });

  describe(`the catalogue on ${engine.name}`, {skip: engine.skip}, () => {
    const clock = new TestClock();
    const [hpc, lab] = [new TestScheduler('hpc'), new TestScheduler('lab')];
    const server = useTestServer(engine, {clock: clock.now, resources: [hpc, lab]});

    test('what a tenant has is listed by label, found by type and by the beginnings of words, and iterated whole', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      hpc.listOf.set(tenant.id, [
        {type: 'slurmPartition', id: 'hpc/gpu', label: 'Große GPUs'},
        {type: 'slurmAccount', id: 'hpc/gpu', label: 'gpu'},
        {type: 'newerThing', id: 'hpc/x', label: 'Zebra'},
      ]);
      lab.listOf.set(tenant.id, [{type: 'slurmCluster', id: 'lab', label: 'Álab'}]);
      hpc.listOf.set(other.id, [{type: 'slurmCluster', id: 'hpc', label: 'theirs'}]);
      const {resources} = server.client(await tenant.addUser());
      const labels = async (options: Parameters<typeof resources.list>[0] = {}): Promise<string[]> =>
        (await resources.list(options)).items.map(({label}) => label);
      assert.deepEqual(await labels(), ['Álab', 'gpu', 'Große GPUs', 'Zebra']);
      assert.deepEqual(await labels({sort: '-label'}), ['Zebra', 'Große GPUs', 'gpu', 'Álab']);
      assert.deepEqual(await labels({filter: {type: ['slurmCluster', 'slurmAccount']}}), ['Álab', 'gpu']);
      assert.deepEqual(await labels({filter: {q: 'GP'}}), ['gpu', 'Große GPUs']);
      assert.deepEqual(await labels({filter: {q: 'gpu gro'}}), ['Große GPUs']);
      assert.deepEqual(await labels({filter: {q: '%'}}), await labels());
      const page = await resources.list({limit: 3, count: 'capped'});
      assert.deepEqual([page.items.length, page.total?.value], [3, 4]);
      const all: string[] = [];
      for await (const {type, id} of resources.iterate({limit: 1})) {
        all.push(`${type} ${id}`);
      }
      assert.deepEqual(all, ['slurmCluster lab', 'slurmAccount hpc/gpu', 'slurmPartition hpc/gpu', 'newerThing hpc/x']);
    });
  });
}
