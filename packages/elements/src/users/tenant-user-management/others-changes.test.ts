import {expect} from '@open-wc/testing';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-user-management.ts';
import {focused} from '../../testing/checks/flat-tree.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {clientOf, freshTenant, type TestTenant, type TestUserOptions} from '../../testing/tenant.ts';

const PEOPLE: readonly TestUserOptions[] = [
  {username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'},
  {username: 'priya.raghunathan', firstName: 'Priya', lastName: 'Raghunathan'},
  {username: 'aiko.tanabe', firstName: 'Aiko', lastName: 'Tanabe'},
];

/** Of so many people the later ones are on top: the first of them are out of sight. */
const MANY: readonly TestUserOptions[] = Array.from({length: 80}, (_, index) => ({
  username: `user.${String(index).padStart(2, '0')}`,
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
}));

/** The tab of one administrator, and a client by which another one works. */
const mount = async (people: readonly TestUserOptions[] = PEOPLE) => {
  const tenant: TestTenant = await freshTenant(people);
  await show(stage(), html`<tenant-provider .client=${tenant.client}><tenant-user-management></tenant-user-management></tenant-provider>`);
  const tab = get<HTMLElementTagNameMap['tenant-user-management']>(document.body, 'tenant-user-management');
  const table = get<HTMLElementTagNameMap['tenant-user-table']>(tab, 'tenant-user-table');
  await until(() => find(table, '[part=row]'), 'the rows');
  await settled(document.body);
  const rows = (): HTMLElement[] => [...(table.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])];
  return {
    ...tenant,
    tab,
    table,
    rows,
    other: clientOf(tenant.administrator),
    row: (name: string): HTMLElement | undefined => rows().find((one) => textOf(one).includes(name)),
    menu: (name: string): HTMLElement =>
      [...(tab.shadowRoot?.querySelectorAll<HTMLElement>('user-actions-menu[slot^=row-actions]') ?? [])].find((one) =>
        textOf(one).includes(name),
      ) as HTMLElement,
    userId: (username: string): string => tenant.users.find((user) => user.username === username)?.id ?? '',
  };
};

const NEW = {
  username: 'zoe.new',
  email: 'zoe.new@aurora.example',
  firstName: 'Zoe',
  lastName: 'New',
  credential: {type: 'temporary', delivery: 'show'},
} as const;

describe('tenant-user-management, while another administrator works in the same tenant', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows who was created, changed, deactivated and given another role, unasked (X5, S10)', async () => {
    const {other, row, userId, roleIds} = await mount();
    const id = userId('mateo.ferreira');
    await other.users.create(NEW);
    await until(() => row('zoe.new'), 'who was created');
    const {version} = await other.users.update(id, {lastName: 'Ferreira-Lund'}, {version: '*'});
    await until(() => textOf(row('mateo.ferreira') as HTMLElement).includes('Ferreira-Lund'), 'the name');
    await other.users.update(id, {roleId: roleIds['auditor'] ?? ''}, {version});
    await until(() => textOf(row('mateo.ferreira') as HTMLElement).includes('Auditor'), 'the role');
    await other.users.deactivate(id);
    await until(() => textOf(row('mateo.ferreira') as HTMLElement).includes('Deactivated'), 'the status');
    await other.users.resetPassword(userId('priya.raghunathan'), {delivery: 'show'});
    await until(() => textOf(row('priya.raghunathan') as HTMLElement).includes('must change password'), 'the password');
  });

  it('keeps the selection and the focus, in the box of a row (X5)', async () => {
    const {table, other, row, userId} = await mount();
    const box = row('priya.raghunathan')?.querySelector<HTMLInputElement>('input[type=checkbox]') as HTMLInputElement;
    box.click();
    box.focus();
    await until(() => table.selection.length === 1, 'the selection');
    await other.users.create(NEW);
    await other.users.update(userId('priya.raghunathan'), {lastName: 'Rao'}, {version: '*'});
    await until(() => row('zoe.new') && textOf(row('priya.raghunathan') as HTMLElement).includes('Rao'), 'the changes');
    expect(focused()).to.equal(box);
    expect(box.isConnected && box.checked).to.equal(true);
    expect(table.selection).to.deep.equal([userId('priya.raghunathan')]);
  });

  it('keeps what is seen where it is, with rows that come above it (X5)', async () => {
    const {table, other, row, rows} = await mount(MANY);
    const inSight = () => rows().find((one) => scrollY > 200 && one.getBoundingClientRect().top > 100 && /user\.\d/.test(textOf(one)));
    scrollTo(0, 1200);
    await until(inSight, 'a row in sight');
    await until(() => !table.matches(':state(loading)'), 'all that is asked for');
    const seen = inSight() as HTMLElement;
    const name = /user\.\d+/.exec(textOf(seen))?.[0] ?? '';
    const {top} = seen.getBoundingClientRect();
    const {id} = (await other.users.list({filter: {username: name}})).items[0] ?? {id: ''};
    await other.users.create(NEW);
    await other.users.update(id, {firstName: 'Renamed'}, {version: '*'});
    await until(() => textOf(row(name) as HTMLElement).includes('Renamed'), 'the change');
    await settled(document.body);
    expect(Math.abs((row(name)?.getBoundingClientRect().top ?? 0) - top)).to.be.below(2);
    scrollTo(0, 0);
    await until(() => row('zoe.new'), 'who was created above');
  });

  it('keeps an open menu open, with the focus on its item (X5)', async () => {
    const {other, row, menu, userId} = await mount();
    const button = get(menu('Mateo'), '#button');
    button.click();
    await until(() => find(menu('Mateo'), '[role=menuitem]'), 'the menu');
    const item = focused();
    await other.users.create(NEW);
    await other.users.update(userId('mateo.ferreira'), {lastName: 'Lund'}, {version: '*'});
    await until(() => row('zoe.new') && textOf(row('mateo.ferreira') as HTMLElement).includes('Lund'), 'the changes');
    expect(find(menu('Mateo'), '[role=menuitem]')).not.to.equal(undefined);
    expect(focused()).to.equal(item);
  });

  it('keeps what is typed into a dialog (X5, E1)', async () => {
    const {tab, other, row, userId} = await mount();
    get(tab, '[part=create-button]').click();
    await until(() => find(tab, 'create-user-form') && find(get(tab, 'create-user-form'), '#username'), 'the form');
    const input = get<HTMLInputElement>(get(tab, 'create-user-form'), '#username');
    type(input, 'half.a.na');
    input.focus();
    await other.users.update(userId('mateo.ferreira'), {lastName: 'Lund'}, {version: '*'});
    await until(() => textOf(row('mateo.ferreira') as HTMLElement).includes('Lund'), 'the change');
    expect([input.value, input.isConnected, focused() === input]).to.deep.equal(['half.a.na', true, true]);
  });

  it('takes away the row of who is no longer among those who are listed; the focus goes to the next (X5)', async () => {
    const {tab, other, rows, row, menu, userId} = await mount();
    tab.filter = {status: 'active'};
    await settled(document.body);
    await until(() => rows().length === 4, 'who is active');
    const next = rows()[rows().indexOf(row('priya.raghunathan') as HTMLElement) + 1];
    get(menu('Priya'), '#button').focus();
    await other.users.deactivate(userId('priya.raghunathan'));
    await until(() => rows().length === 3, 'the row to go');
    await until(() => focused() === rows()[rows().indexOf(next as HTMLElement)], 'the focus on the next row');
  });

  it('takes away who was deleted, from the selection too; the focus goes to the next row (X5, E5)', async () => {
    const {table, other, rows, row, menu, userId} = await mount();
    const id = userId('priya.raghunathan');
    row('priya.raghunathan')?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await until(() => table.selection.length === 1, 'the selection');
    const next = rows()[rows().indexOf(row('priya.raghunathan') as HTMLElement) + 1];
    get(menu('Priya'), '#button').focus();
    const {version} = await other.users.get(id);
    await other.users.delete(id, {version});
    await until(() => !row('priya.raghunathan'), 'the row to go');
    await until(() => focused() === next, 'the focus on the next row');
    expect(table.selection).to.deep.equal([]);
  });

  it('asks once for many changes', async () => {
    const {tab, other, userId} = await mount();
    let lists = 0;
    const {fetch} = globalThis;
    globalThis.fetch = async (input, init) => {
      lists += /\/users\?/.test(String(input)) && new Headers(init?.headers).get('x-counted') === null ? 1 : 0;
      return fetch(input, init);
    };
    try {
      const headers = {'x-counted': 'no'};
      for (let round = 0; round < 5; round++) {
        await other.users.update(userId('mateo.ferreira'), {lastName: `Lund ${round}`}, {version: '*', headers});
      }
      await until(() => textOf(get(tab, 'tenant-user-table')).includes('Lund 4'), 'the last');
      expect(lists).to.be.within(1, 3);
    } finally {
      globalThis.fetch = fetch;
    }
  });
});

describe('two tabs of one browser', () => {
  const tabs = async () => {
    const tenant = await freshTenant(PEOPLE);
    const one = new TenantClient({baseUrl: '/api', auth: {cookie: true}});
    const asking = new Set<string>();
    const other = new TenantClient({
      baseUrl: '/api',
      auth: {cookie: true},
      onEvent: ({type, operation}) => void (type === 'end' ? asking.delete(operation) : asking.add(operation)),
    });
    const {username, password} = tenant.administrator;
    await one.session.signIn({tenant: tenant.slug, username, password});
    await show(stage(), html`<tenant-provider .client=${other}><tenant-user-management></tenant-user-management></tenant-provider>`);
    const provider = get<HTMLElementTagNameMap['tenant-provider']>(document.body, 'tenant-provider');
    const tab = get(document.body, 'tenant-user-management');
    await until(() => provider.session?.status === 'signed-in' && find(get(tab, 'tenant-user-table'), '[part=row]'), 'the rows');
    get(tab, '[part=create-button]').click();
    await until(() => find(tab, 'create-user-form') && find(get(tab, 'create-user-form'), '#firstName'), 'the form');
    const input = get<HTMLInputElement>(get(tab, 'create-user-form'), '#firstName');
    type(input, 'Half a na'); // Which nobody asks the server about.
    await until(() => String([...asking]) === 'events.subscribe', 'nothing but the stream');
    let asked = 0;
    provider.addEventListener('session-required', () => (asked += 1));
    return {one, other, provider, input, asked: () => asked};
  };

  afterEach(() => {
    Reflect.deleteProperty(document, 'visibilityState');
    document.body.replaceChildren();
  });

  it('after sign-out in one the other asks for a sign-in, and keeps what is typed (E31, X12)', async () => {
    const {one, provider, input, asked} = await tabs();
    await one.session.signOut();
    await until(() => asked() > 0, 'session-required');
    expect(provider.session?.status).to.equal('signed-out');
    expect([input.isConnected, input.value]).to.deep.equal([true, 'Half a na']);
    expect(asked()).to.equal(1);
  });

  it('a hidden one asks for a sign-in when it is seen again (E31)', async () => {
    const {one, provider, input, asked} = await tabs();
    const turn = (visibilityState: string): void => {
      Object.defineProperty(document, 'visibilityState', {configurable: true, value: visibilityState});
      document.dispatchEvent(new Event('visibilitychange'));
    };
    turn('hidden');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await one.session.signOut();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([provider.session?.status, asked()]).to.deep.equal(['signed-in', 0]);
    turn('visible');
    await until(() => asked() === 1, 'session-required');
    expect([provider.session?.status, input.value]).to.deep.equal(['signed-out', 'Half a na']);
  });
});
