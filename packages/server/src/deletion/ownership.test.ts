import assert from 'node:assert/strict';
import {afterEach, describe, test} from 'node:test';
import type {Database} from '../db/database.ts';
import {resourcesOf} from '../resources/own-resources.ts';
import {askOwnership} from '../resources/ownership.ts';
import {featuresOf} from '../sessions/features.ts';
import {TestBrowser} from '../testing/browser.ts';
import {act} from '../testing/changed-users.ts';
import {type Answered, ask, askDeletion, remove, transfer} from '../testing/deleted-users.ts';
import {engines} from '../testing/engines.ts';
import {until} from '../testing/locks.ts';
import {TestMailer} from '../testing/mail.ts';
import {TestProvider} from '../testing/owners.ts';
import {TestLogger} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';

const outcome = ({status, body}: Answered): unknown[] => [status, body?.code];

const JOB = {type: 'job', count: 1, sample: ['x'], unfinished: true};

/** What no provider may answer. */
const NONSENSE: readonly unknown[] = [
  undefined,
  null,
  'nothing',
  {},
  [null],
  [{...JOB, count: -1}],
  [{...JOB, count: 0.5}],
  [{...JOB, count: Number.NaN}],
  [{...JOB, count: 2 ** 53}],
  [{...JOB, count: '1'}],
  [{...JOB, type: ''}],
  [{...JOB, type: '<b>job</b>'}],
  [{...JOB, type: 7}],
  [{...JOB, sample: 'x'}],
  [{...JOB, sample: [1]}],
  [{type: 'job', count: 1, sample: []}],
  Array.from({length: 101}, () => JOB),
];

test('L10, E23: a provider that hangs is waited for until its time is over, and told so; what the others say is told', async () => {
  const [slow, quick] = [new TestProvider('slow'), new TestProvider('quick')];
  quick.give('usr_1', 'job', 'x');
  let isTold = false;
  slow.answer = (_, signal) =>
    new Promise(() =>
      signal.addEventListener('abort', () => {
        isTold = true;
      }),
    );
  const logger = new TestLogger();
  const ownership = await askOwnership({resources: [slow, quick], logger}, {tenantId: 'ten_1', userId: 'usr_1', milliseconds: 20});
  assert.deepEqual(ownership, {blockers: [{...JOB, transferable: true}], isKnown: false});
  assert.equal(isTold, true);
  assert.deepEqual(
    logger.entries.map(({event, fields}) => [event, fields.provider]),
    [['provider.failed', 'slow']],
  );
});

test('L10: what several own of one type is told as one; names that cannot be shown are left out', async () => {
  const [one, two] = [new TestProvider('one'), new TestProvider('two')];
  one.give('usr_1', 'job', 'a\u202eb', 'a\u0000', 'x'.repeat(101), 'fine');
  two.give('usr_1', 'job', 'other');
  two.give('usr_1', 'storageVolume');
  const fixed = Object.assign(two, {transfer: undefined});
  const {blockers} = await askOwnership({resources: [one, fixed], logger: new TestLogger()}, {tenantId: 'ten_1', userId: 'usr_1'});
  assert.deepEqual(blockers, [{type: 'job', count: 5, sample: ['fine', 'other'], unfinished: true, transferable: false}]);
});

for (const engine of engines) {
  describe(`who owns what on ${engine.name}`, {skip: engine.skip}, () => {
    const provider = new TestProvider();
    const server = useTestServer(engine, {resources: [provider]});
    afterEach(() => {
      provider.answer = provider.beforeEach = provider.beforeHearing = undefined;
      server.logger.entries.length = 0;
    });

    test('L10, E23: whoever fails, or answers nonsense, has not answered: the user stays, and it can be tried again', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const answers = [
        ...NONSENSE.map((nonsense) => async () => nonsense),
        () => Promise.reject(new Error('Key (email)=(ada@example.com)')),
      ];
      for (const answer of answers) {
        provider.answer = answer;
        const refused = await remove(server, tenant, user);
        assert.deepEqual([...outcome(refused), refused.headers.get('retry-after')], [409, 'ownership-unknown', '5']);
      }
      const {deletable, blockers, warnings} = (await askDeletion(server, tenant, user)).body;
      assert.deepEqual([deletable, blockers, warnings], [false, [], ['ownership-unknown']]);
      assert.doesNotMatch(JSON.stringify(server.logger.entries), /ada@/);
      provider.answer = undefined;
      assert.equal((await remove(server, tenant, user)).status, 204);
    });

    test('E24: what was started between the check and the deletion is found: 409, and the user goes on', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      assert.equal((await askDeletion(server, tenant, user)).body.deletable, true);
      provider.give(user.id, 'job', 'just started');
      assert.deepEqual(outcome(await remove(server, tenant, user)), [409, 'user-owns-resources']);
      assert.equal((await server.request('/v1/me', {as: user})).status, 200);
    });

    test('E24: while providers are asked nobody acts as the user, so nothing can be started; a refusal gives it back', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const asked = Promise.withResolvers<void>();
      const go = Promise.withResolvers<unknown>();
      provider.answer = async () => {
        asked.resolve();
        return go.promise;
      };
      const deleting = remove(server, tenant, user);
      await asked.promise;
      const held = await ask(server, '/v1/me', {as: user});
      assert.deepEqual([...outcome(held), held.headers.get('retry-after')], [503, 'temporarily-unavailable', '1']);
      assert.equal((await ask(server, '/v1/me', {as: tenant.administrator})).status, 200);
      go.resolve([JOB]);
      assert.equal((await deleting).status, 409);
      assert.equal((await ask(server, '/v1/me', {as: user})).status, 200);
    });

    test('E24: whoever has been let act again meanwhile is not deleted; who began to be deleted and was forgotten is free in time', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const free = (): Promise<unknown> =>
        server.database.inTenant(tenant.id, (transaction) => transaction.deleteFrom('deletions').where('user_id', '=', user.id).execute());
      provider.answer = async () => {
        await free();
        return [];
      };
      assert.deepEqual(outcome(await remove(server, tenant, user)), [409, 'ownership-unknown']);
      const until20s = new Date(server.clock.now().getTime() + 20_000);
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.insertInto('deletions').values({tenant_id: tenant.id, user_id: user.id, until: until20s}).execute(),
      );
      assert.equal((await ask(server, '/v1/me', {as: user})).status, 503);
      server.clock.advance({seconds: 20});
      assert.equal((await ask(server, '/v1/me', {as: user})).status, 200);
      await server.runDue();
      const left = await server.database.inTenant(tenant.id, (transaction) => transaction.selectFrom('deletions').selectAll().execute());
      assert.deepEqual(left, []);
    });

    test('E6, E24: a change that had begun before its author was about to be deleted goes on, whole', async () => {
      const tenant = await server.freshTenant();
      const [author, user] = [await tenant.addUser({role: 'tenant-admin'}), await tenant.addUser()];
      const until20s = new Date(server.clock.now().getTime() + 20_000);
      provider.answer = async () => {
        await server.database.inTenant(tenant.id, (transaction) =>
          transaction.insertInto('deletions').values({tenant_id: tenant.id, user_id: author.id, until: until20s}).execute(),
        );
        return [];
      };
      assert.equal((await remove(server, tenant, user, {as: author})).status, 204);
      assert.equal((await ask(server, '/v1/me', {as: author})).status, 503);
    });

    test('L10: an operation that still goes on stands against the deletion of whoever is part of it, also when it began just now', async () => {
      const tenant = await server.freshTenant();
      const [from, to, starter] = [await tenant.addUser(), await tenant.addUser(), await tenant.addUser({role: 'tenant-admin'})];
      provider.give(from.id, 'job', 'x');
      provider.beforeEach = (_, signal) => new Promise((_go, stop) => signal.addEventListener('abort', () => stop(signal.reason)));
      const {body} = await transfer(server, tenant, from, {toUserId: to.id}, {as: starter});
      provider.answer = async () => [];
      for (const user of [from, to, starter]) {
        const {deletable, blockers} = (await askDeletion(server, tenant, user)).body;
        const operation = {type: 'operation', count: 1, sample: [], unfinished: true, transferable: false};
        assert.deepEqual([deletable, blockers], [false, [operation]]);
        const refused = await remove(server, tenant, user);
        assert.deepEqual([...outcome(refused), refused.body.blockers], [409, 'user-owns-resources', [operation]]);
      }
      await ask(server, `${tenant.path}/operations/${body.id}/cancel`, {as: starter, method: 'POST'});
      // One that begins while the others are asked.
      provider.answer = async () => {
        provider.answer = async () => [];
        await transfer(server, tenant, from, {toUserId: to.id});
        return [];
      };
      assert.deepEqual(outcome(await remove(server, tenant, from)), [409, 'user-owns-resources']);
    });

    test('E5, E24: one deletion at a time: a second one is told to come back, and takes nothing back that the first relies on', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      let second: Answered | undefined;
      let own: Response | undefined;
      provider.answer = async () => {
        provider.answer = undefined;
        second = await remove(server, tenant, user);
        own = await server.request('/v1/me', {as: user});
        return [];
      };
      assert.equal((await remove(server, tenant, user)).status, 204);
      assert.ok(second);
      assert.deepEqual([...outcome(second), second.headers.get('retry-after')], [503, 'temporarily-unavailable', '1']);
      assert.equal(own?.status, 503, 'nobody acts as the user meanwhile');
      assert.equal((await remove(server, tenant, user)).status, 404);
    });

    test('L10, L11, E24: nobody is given anything while they are about to be deleted: what they own was asked for already', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = [await tenant.addUser(), await tenant.addUser()];
      provider.give(from.id, 'job', 'x');
      const give = (): Promise<Answered> => transfer(server, tenant, from, {toUserId: to.id});
      let meanwhile: Answered | undefined;
      provider.answer = async () => {
        provider.answer = undefined;
        meanwhile = await give();
        await server.settled();
        return [];
      };
      assert.equal((await remove(server, tenant, to)).status, 204);
      assert.deepEqual([meanwhile?.status, meanwhile?.headers.get('retry-after')], [503, '1']);
      assert.deepEqual([provider.namesOf(from.id, 'job'), provider.namesOf(to.id, 'job')], [['x'], []]);
      assert.deepEqual(outcome(await give()), [422, 'validation-failed']);
    });

    test('L9: providers are told what becomes of users and their jobs, in order, once each change has committed, and again when they fail', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const heard = (): unknown[] => provider.heard.filter(({userId}) => userId === user.id).map(({change, jobs}) => [change, jobs]);
      let failures = 1;
      provider.beforeHearing = () => {
        if (failures-- > 0) {
          throw new Error('down');
        }
      };
      await act(server, tenant, user, 'deactivate', {json: {jobs: 'hold'}});
      await act(server, tenant, user, 'deactivate', {json: {jobs: 'cancel'}});
      await act(server, tenant, user, 'reactivate');
      await until('it has failed', async () => server.logger.entries.length > 0);
      await server.settled();
      assert.deepEqual(heard(), [], 'what comes later waits');
      server.clock.advance({minutes: 1});
      await server.runDue();
      assert.deepEqual(heard(), [
        ['deactivated', 'hold'],
        ['reactivated', undefined],
      ]);
      await act(server, tenant, user, 'deactivate');
      await until('it is told', async () => heard().length === 3);
      assert.equal((await remove(server, tenant, user)).status, 204);
      await until('it is told', async () => heard().length === 4);
      assert.deepEqual(heard().slice(2), [
        ['deactivated', 'keep'],
        ['deleted', undefined],
      ]);
      const other = await tenant.addUser();
      provider.beforeHearing = ({change}) => {
        if (change === 'deactivated') {
          throw new Error('down');
        }
      };
      await act(server, tenant, other, 'deactivate');
      assert.equal((await remove(server, tenant, other)).status, 204);
      const ofOther = (): unknown[] => provider.heard.filter(({userId}) => userId === other.id).map(({change}) => change);
      await until('it is told', async () => ofOther().length === 1);
      assert.deepEqual(ofOther(), ['deleted'], 'what was to be told of who is deleted is not told any more');
      assert.ok(provider.heard.every(({tenantId}) => typeof tenantId === 'string'));
    });

    test('L9: everybody who signs in reads that somebody is told what becomes of jobs, and that nobody sends mail', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browser = new TestBrowser(server);
      for (const response of [
        await browser.signIn(tenant, user),
        await browser.request('/v1/session'),
        await browser.request('/v1/me'),
        await server.request('/v1/me', {as: user, method: 'PATCH', json: {firstName: 'Else'}, headers: {'If-Match': '*'}}),
      ]) {
        assert.deepEqual((await response.json()).features, ['users', 'roles', 'sessions', 'dashboard', 'jobs']);
      }
    });
  });
}

test('only a provider that hears of users makes jobs a matter of choice, one that counts makes figures, mail takes a mailer', () => {
  const deaf = {name: 'deaf', ownedBy: async () => []};
  assert.deepEqual(featuresOf({mailer: undefined, resources: [deaf]}), ['users', 'roles', 'sessions', 'dashboard']);
  const counting = {...deaf, summary: async () => ({})};
  assert.deepEqual(featuresOf({mailer: undefined, resources: [counting]}), ['users', 'roles', 'sessions', 'dashboard', 'resources']);
  assert.deepEqual(featuresOf({mailer: new TestMailer(), resources: [deaf, new TestProvider()]}), [
    'users',
    'roles',
    'sessions',
    'dashboard',
    'mail',
    'jobs',
  ]);
});

test('two providers of one name, or one of the server’s own, are refused at the start', () => {
  const means = {database: {} as Database, now: () => new Date(0), logger: new TestLogger()};
  for (const brought of [[new TestProvider(), new TestProvider()], [new TestProvider('tenantry')]]) {
    assert.throws(() => resourcesOf(brought, means), /name of its own/);
  }
  assert.deepEqual(
    resourcesOf([new TestProvider()], means).map(({name}) => name),
    ['tenantry', 'test'],
  );
});
