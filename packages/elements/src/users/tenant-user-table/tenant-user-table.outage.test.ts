import {expect} from '@open-wc/testing';
import type {User} from '@tenantry/sdk';
import {find, get, textOf, until} from '../../testing/element-state.ts';
import {type Answers, refusal, unreachable} from '../../testing/fake-client.ts';
import {setNetwork} from '../../testing/network.ts';
import {pageOf, sampleId, sampleTeam, sampleUser} from '../../testing/samples.ts';
import {mountTable, USERS} from './tenant-user-table.states.ts';

describe('tenant-user-table, when the network goes', () => {
  afterEach(() => {
    setNetwork();
    document.body.replaceChildren();
  });

  /** A table whose server can be taken away. */
  const mount = async (answers: Answers = {}) => {
    const server: {answer: unknown; users: User[]} = {answer: undefined, users: sampleTeam()};
    const mounted = await mountTable({
      ...answers,
      [USERS]: () => (typeof server.answer === 'function' ? server.answer() : (server.answer ?? pageOf(server.users))),
    });
    return {...mounted, server, stale: () => find(mounted.table, '.notice.warning')};
  };

  for (const [what, answer, sentence] of [
    ['no network', unreachable, 'The server could not be reached. Check your connection.'],
    ['a busy server', () => refusal('temporarily-unavailable'), 'The server is busy. Wait a moment.'],
    ['too many questions', () => refusal('rate-limited'), 'There were too many attempts. Try again later.'],
  ] as const) {
    it(`${what}: the rows stay, marked as those of before, until they are asked again (T9, X6)`, async () => {
      const {table, rows, foot, server, stale} = await mount();
      server.answer = answer;
      await table.refresh();
      await until(stale, 'the mark');
      expect([rows().length, foot()]).to.deep.equal([12, '12 users']);
      const said = textOf(stale() ?? table);
      expect(said.startsWith(`${sentence} Last updated: Today, `)).to.equal(true, said);
      expect([stale()?.getAttribute('role'), table.matches(':state(error)')]).to.deep.equal(['alert', true]);
      server.answer = undefined;
      get(table, '.notice .link-button').click();
      await until(() => !stale(), 'the answer');
    });
  }

  it('rows that answer another question are not shown for this one (T9)', async () => {
    const {table, rows, server, search, stale} = await mount();
    server.answer = unreachable;
    search('oskar');
    await until(() => find(table, '.state'), 'the failure');
    expect([rows().length, stale()]).to.deep.equal([0, undefined]);
    server.answer = undefined;
    dispatchEvent(new Event('online'));
    await until(() => rows().length === 12, 'the answer');
  });

  it('rows that may not be seen any more are not shown', async () => {
    const {table, rows, server} = await mount();
    server.answer = refusal('permission-denied');
    await table.refresh();
    expect(rows().length).to.equal(0);
    await until(() => find(table, '.state'), 'why');
    expect([rows().length, textOf(get(table, '.state'))]).to.deep.equal([
      0,
      'You cannot see users This needs the permission to see users. Ask a Tenant Admin of Northlight.',
    ]);
  });

  it('offline it says so at once, and back online it asks again by itself (T9)', async () => {
    const {table, rows, asked, server, stale} = await mount();
    setNetwork(false);
    await until(stale, 'the mark');
    expect(textOf(stale() ?? table).startsWith('You are offline. Last updated: Today, ')).to.equal(true);
    expect(asked.length).to.equal(1);
    server.users = [sampleUser({id: sampleId('usr', 90), username: 'zoe.new'}), ...sampleTeam()];
    setNetwork(true);
    await until(() => rows().length === 13, 'the new row');
    expect([asked.length, stale()]).to.deep.equal([2, undefined]);
  });

  it('nothing is asked by what is not in the page (T28)', async () => {
    const {table, asked} = await mount();
    table.remove();
    setNetwork(false);
    setNetwork(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked.length).to.equal(1);
  });

  it('a user who was created and could not be fetched is a reason to mark the rows, and comes with the network (S0-16, X6)', async () => {
    const fresh = sampleUser({id: sampleId('usr', 90), username: 'zoe.new'});
    const {client, rows, server, stale} = await mount({[`GET /v1/tenants/self/users/${fresh.id}`]: unreachable});
    const change = {subject: {type: 'user', id: fresh.id}, action: 'created', origin: 'local'};
    client.changes.dispatchEvent(Object.assign(new Event('change'), change));
    await until(stale, 'the mark');
    server.users = [fresh, ...sampleTeam()];
    setNetwork(true);
    await until(() => rows().length === 13 && !stale(), 'the row');
  });

  it('a list that was asked before a change and answered after it does not take the change back (T9)', async () => {
    const [, oskar = sampleUser()] = sampleTeam();
    const late = Promise.withResolvers<unknown>();
    let asked = 0;
    const {table, client, cell} = await mountTable({
      [USERS]: () => (asked++ === 0 ? pageOf(sampleTeam()) : late.promise),
      [`GET /v1/tenants/self/users/${oskar.id}`]: {...oskar, lastName: 'Berg', version: 2},
    });
    const refreshed = table.refresh();
    const change = {subject: {type: 'user', id: oskar.id}, action: 'updated', origin: 'local'};
    client.changes.dispatchEvent(Object.assign(new Event('change'), change));
    await until(() => cell(2, 'username').includes('Oskar Berg'), 'the name');
    late.resolve(pageOf(sampleTeam()));
    await refreshed;
    expect(cell(2, 'username')).to.contain('Oskar Berg');
  });
});
