import {expect} from '@open-wc/testing';
import {Transport} from '@tenantry/sdk/transport';
import {Users} from '@tenantry/sdk/users';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-user-table.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {clientOf, freshTenant, type TestUserOptions} from '../../testing/tenant.ts';
import type {TenantUserTable} from './tenant-user-table.ts';

const team: readonly TestUserOptions[] = [
  {username: 'oskar.lindqvist', firstName: 'Oskar', lastName: 'Lindqvist', role: 'developer', createdAt: '2026-05-11T08:30:00.000Z'},
  {
    username: 'priya.raghunathan',
    firstName: 'Priya',
    lastName: 'Raghunathan',
    createdAt: '2026-05-08T08:30:00.000Z',
    lastSignInAt: '2026-05-09T12:05:00.000Z',
  },
  {username: 'aiko.tanabe', firstName: 'Aiko', lastName: 'Tanabe', role: 'analyst', createdAt: '2026-03-23T08:30:00.000Z'},
];

/** The table of a fresh tenant on the real server, as its administrator sees it. */
const mount = async (users: readonly TestUserOptions[] = team) => {
  const tenant = await freshTenant(users);
  await show(
    stage(),
    html`<tenant-provider time-zone="UTC" .client=${tenant.client}><tenant-user-table></tenant-user-table></tenant-provider>`,
  );
  const table = get<TenantUserTable>(document.body, 'tenant-user-table');
  const names = (): string[] => [...(table.shadowRoot?.querySelectorAll('tbody .first') ?? [])].map(textOf);
  await until(() => names().length > 0, 'the rows');
  return {tenant, table, names};
};

describe('tenant-user-table on the real server', () => {
  afterEach(() => document.body.replaceChildren());

  it('lists every user of the tenant and none of another (S0-25, S1-08)', async () => {
    await freshTenant([{username: 'somebody.else'}]);
    const {table, names} = await mount();
    expect(names()).to.deep.equal(['tenant.admin', 'oskar.lindqvist', 'priya.raghunathan', 'aiko.tanabe']);
    const cells = (row: number): string[] => [...get(table, `[part=row]:nth-child(${row})`).children].map(textOf);
    expect(cells(2).slice(1)).to.deep.equal([
      'oskar.lindqvist@aurora.example',
      'Developer',
      '11 May 2026',
      'Never',
      'Active · never signed in',
    ]);
    expect(cells(3).slice(1)).to.deep.equal(['priya.raghunathan@aurora.example', 'Tenant User', '8 May 2026', '9 May 2026', 'Active']);
    expect(textOf(get(table, '[part=footer]'))).to.equal('4 users');
  });

  it('needs no more of the SDK than the users, for a host that shows nothing else (S9)', async () => {
    const {administrator} = await freshTenant(team);
    const transport = new Transport({baseUrl: '/api', auth: {getToken: () => administrator.token}});
    const client = {users: new Users(transport), changes: transport.changes};
    await show(stage(), html`<tenant-user-table .client=${client}></tenant-user-table>`);
    const table = get<TenantUserTable>(document.body, 'tenant-user-table');
    const shown = (): number => table.shadowRoot?.querySelectorAll('[part=row]').length ?? 0;
    await until(() => shown() === 4, 'the rows');
    await client.users.create({
      username: 'zoe.new',
      email: 'zoe.new@aurora.example',
      firstName: 'Zoe',
      lastName: 'New',
      credential: {type: 'temporary', delivery: 'show'},
    });
    await until(() => shown() === 5, 'who was created on the same client');
  });

  it('reaches every user, page by page (S0-25)', async () => {
    const many = Array.from({length: 27}, (_, index) => ({username: `user.${index}`}));
    const {table, names} = await mount(many);
    table.pageSize = 10;
    await until(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      return names().length === 28 && !table.matches(':state(loading)');
    }, 'all rows');
    expect(new Set(names()).size).to.equal(28);
  });

  it('sorts as the server does, both ways', async () => {
    const {table, names} = await mount();
    get(table, 'thead .username button').click();
    await until(() => names()[0] === 'aiko.tanabe', 'the order');
    get(table, 'thead .username button').click();
    await until(() => names()[0] === 'tenant.admin', 'the other order');
    expect(names()).to.deep.equal(['tenant.admin', 'priya.raghunathan', 'oskar.lindqvist', 'aiko.tanabe']);
  });

  it('searches by the beginnings of words', async () => {
    const {table, names} = await mount();
    type(get<HTMLInputElement>(table, 'input'), 'lindq');
    await until(() => names().length === 1, 'the answer');
    expect(names()).to.deep.equal(['oskar.lindqvist']);
    expect(textOf(get(table, '[part=footer]'))).to.equal('1 user');
  });

  for (const typed of ['@', '   ', '%_\\', '"><b>', '日本', 'é'.repeat(100)]) {
    it(`survives a search for ${typed.slice(0, 5)}`, async () => {
      const {table} = await mount();
      const input = get<HTMLInputElement>(table, 'input');
      type(input, typed);
      input.dispatchEvent(new Event('change'));
      await settled(document.body);
      await until(() => !table.matches(':state(loading)'), 'the answer');
      expect(find(table, '[role=alert]')).to.equal(undefined);
    });
  }

  it('a user created on the same client stands on top, without reload (S0-16, S1-07)', async () => {
    const {tenant, table, names} = await mount();
    table.sort = 'username';
    await until(() => names()[0] === 'aiko.tanabe', 'the order');
    await tenant.client.users.create({
      username: 'zoe.new',
      email: 'zoe.new@aurora.example',
      firstName: 'Zoe',
      lastName: 'New',
      credential: {type: 'temporary', delivery: 'show'},
    });
    await until(() => find(table, '.fresh'), 'the row');
    expect(names()).to.deep.equal(['zoe.new', 'aiko.tanabe', 'oskar.lindqvist', 'priya.raghunathan', 'tenant.admin']);
    expect(textOf(get(table, '.fresh .status'))).to.equal('Active · must change password');
    expect(textOf(get(table, '[part=footer]'))).to.equal('5 users');
  });

  it('a user created a moment ago follows what is heard, and goes when somebody deletes them (S0-36, X5)', async () => {
    const {tenant, table, names} = await mount();
    const {user} = await tenant.client.users.create({
      username: 'zoe.new',
      email: 'zoe.new@aurora.example',
      firstName: 'Zoe',
      lastName: 'New',
      credential: {type: 'temporary', delivery: 'show'},
    });
    await until(() => find(table, '.fresh'), 'the row');
    await tenant.client.users.deactivate(user.id);
    await until(() => textOf(get(table, '.fresh .status')) === 'Deactivated', 'the status');
    await tenant.client.users.delete(user.id, {version: '*'});
    await until(() => !names().includes('zoe.new'), 'nobody');
    await until(() => textOf(get(table, '[part=footer]')) === '4 users', 'the number');
  });

  it("shows one's own new name in its place (S10)", async () => {
    const {tenant, table} = await mount();
    const {user} = await tenant.client.me.get();
    await tenant.client.me.update({firstName: 'Adelaide'}, {version: user.version});
    await until(() => textOf(get(table, '[part=row]:first-child')).includes('Adelaide Admin'), 'the name');
  });

  it('a user without the permission sees that, and who can help (S1-02)', async () => {
    const {users} = await freshTenant(team);
    const [oskar] = users;
    if (!oskar) {
      throw new Error('No user');
    }
    for (const withProvider of [true, false]) {
      const client = clientOf(oskar);
      await show(
        stage(),
        withProvider
          ? html`<tenant-provider .client=${client}><tenant-user-table></tenant-user-table></tenant-provider>`
          : html`<tenant-user-table .client=${client}></tenant-user-table>`,
      );
      await until(() => textOf(document.body).includes('You cannot see users'), 'the state');
      document.body.replaceChildren();
    }
  });
});
