import {expect} from '@open-wc/testing';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-user-management.ts';
import {focused} from '../../testing/checks/flat-tree.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {press} from '../../testing/keys.ts';
import {clientOf, freshTenant, type TestUser} from '../../testing/tenant.ts';

const PEOPLE = [
  {username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'},
  {username: 'priya.raghunathan', firstName: 'Priya', lastName: 'Raghunathan'},
];

/** The tab of a fresh tenant on the real server, as one of its users sees it; its administrator unless another is named. */
const mountReal = async (seer: (users: readonly TestUser[]) => TestUser | undefined = () => undefined, people: typeof PEOPLE = PEOPLE) => {
  const tenant = await freshTenant(people);
  const user = seer(tenant.users);
  const client = user ? clientOf(user) : tenant.client;
  await show(stage(), html`<tenant-provider .client=${client}><tenant-user-management></tenant-user-management></tenant-provider>`);
  const tab = get(document.body, 'tenant-user-management');
  await until(() => find(tab, '[part=row]'), 'the rows');
  await settled(document.body);
  const row = (name: string): HTMLElement => {
    const rows = [...(get(tab, 'tenant-user-table').shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])];
    return rows.find((one) => textOf(one).includes(name)) as HTMLElement;
  };
  return {
    ...tenant,
    tab,
    row,
    menu: (name: string): HTMLElement =>
      [...(tab.shadowRoot?.querySelectorAll<HTMLElement>('user-actions-menu[slot^=row-actions]') ?? [])].find((one) =>
        textOf(one).includes(name),
      ) as HTMLElement,
    told: (): string => textOf(get(tab, '[role=status]')),
    signIn: ({username, password}: TestUser) =>
      new TenantClient({baseUrl: '/api', auth: {cookie: true}}).session.signIn({tenant: tenant.slug, username, password}),
  };
};

/** Opens a menu and chooses by the mouse. */
const choose = async (menu: HTMLElement, action: string): Promise<void> => {
  get(menu, '#button').click();
  await until(() => find(menu, '[role=menuitem]'), 'the menu');
  [...(menu.shadowRoot?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])].find((item) => textOf(item) === action)?.click();
};

const dialogOf = async (tab: HTMLElement, tag: string): Promise<HTMLElement> => {
  await until(() => find(tab, tag) && find(get(tab, tag), 'dialog[open] [part=confirm]'), `<${tag}>`);
  await settled(document.body);
  return get(tab, tag);
};

describe('the actions of tenant-user-management, on the real server', () => {
  afterEach(() => document.body.replaceChildren());

  it('deactivates by mouse, says so, and Undo lets the user in again (S0-34, S0-35)', async () => {
    const {tab, row, menu, told, users, signIn} = await mountReal();
    await choose(menu('Mateo'), 'Deactivate');
    get(await dialogOf(tab, 'deactivate-user-dialog'), '[part=confirm]').click();
    await until(() => told().includes('Mateo Ferreira is deactivated.'), 'the sentence');
    await until(() => textOf(row('mateo.ferreira')).includes('Deactivated'), 'the row');
    expect(focused()).to.equal(get(menu('Mateo'), '#button'));
    const refused = await signIn(users[0] as TestUser).catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'account-deactivated');
    [...(tab.shadowRoot?.querySelectorAll<HTMLElement>('.notice .button') ?? [])].find((button) => textOf(button) === 'Undo')?.click();
    await until(() => told() === 'That was undone.', 'the sentence');
    await until(() => textOf(row('mateo.ferreira')).includes('Active'), 'the row');
    expect((await signIn(users[0] as TestUser)).user.username).to.equal('mateo.ferreira');
  });

  it('deactivates and reactivates by keyboard alone, and the focus is on the menu of the row each time (S0-34, S0-35, T32)', async () => {
    const {tab, row, menu, told, users, signIn} = await mountReal();
    get(menu('Mateo'), '#button').focus();
    await press('ArrowUp', 'ArrowUp', 'Enter');
    await dialogOf(tab, 'deactivate-user-dialog');
    await press('Tab', 'Enter');
    await until(() => told().includes('Mateo Ferreira is deactivated.'), 'the sentence');
    await until(() => focused() === get(menu('Mateo'), '#button'), 'the focus');
    await until(() => textOf(row('mateo.ferreira')).includes('Deactivated'), 'the row');
    await settled(document.body);
    await press('ArrowUp', 'ArrowUp', 'Enter');
    await dialogOf(tab, 'reactivate-user-dialog');
    await press('Enter');
    await until(() => told().includes('Mateo Ferreira is active again.'), 'the sentence');
    expect((await signIn(users[0] as TestUser)).user.username).to.equal('mateo.ferreira');
  });

  it('changes a role, which counts at once, and Undo gives the old one back (S0-33, S1-11)', async () => {
    const {tab, row, menu, told, roleIds} = await mountReal();
    await choose(menu('Mateo'), 'Change Role');
    const dialog = await dialogOf(tab, 'change-role-dialog');
    await until(() => find(dialog, 'option[part]'), 'the roles');
    const select = get<HTMLSelectElement>(dialog, 'select');
    select.value = roleIds.auditor ?? '';
    select.dispatchEvent(new Event('change', {bubbles: true}));
    await settled(document.body);
    get(dialog, '[part=confirm]').click();
    await until(() => /^Mateo Ferreira now has the role \S+/.test(told()), 'the sentence');
    await until(() => textOf(row('mateo.ferreira')).includes('Auditor'), 'the row');
    [...(tab.shadowRoot?.querySelectorAll<HTMLElement>('.notice .button') ?? [])].find((button) => textOf(button) === 'Undo')?.click();
    await until(() => told() === 'That was undone.', 'the sentence');
    await until(() => textOf(row('mateo.ferreira')).includes('Tenant User'), 'the row');
  });

  it('resets a password; it is told after the password was handed over, and nothing undoes it (S0-32, S1-10)', async () => {
    const {tab, row, menu, told, users, signIn} = await mountReal();
    await choose(menu('Priya'), 'Reset Password');
    const dialog = await dialogOf(tab, 'reset-password-dialog');
    get(dialog, '[part=confirm]').click();
    await until(() => find(dialog, '[part=secret]'), 'the temporary password');
    const temporary = textOf(get(dialog, '[part=secret]'));
    expect(told()).to.equal('');
    get(get(dialog, 'credential-handoff'), '.primary').click();
    await until(() => told() === 'The password of Priya Raghunathan was reset.', 'the sentence');
    expect(tab.shadowRoot?.querySelectorAll('.notice > .button').length).to.equal(1);
    expect(focused()).to.equal(get(menu('Priya'), '#button'));
    await until(() => textOf(row('priya.raghunathan')).includes('must change password'), 'the row');
    const [, priya] = users;
    const refused = await signIn(priya as TestUser).catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'invalid-credentials');
    expect((await signIn({...(priya as TestUser), password: temporary})).session?.kind).to.equal('passwordChangeRequired');
  });

  it('ends every session of a user by keyboard alone; it is told, nothing undoes it, and the focus is on the menu of the row (A4, T32)', async () => {
    const {tab, menu, told, users} = await mountReal();
    get(menu('Mateo'), '#button').focus();
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await dialogOf(tab, 'end-sessions-dialog');
    await press('Tab', 'Enter');
    await until(() => told() === 'The sessions of Mateo Ferreira have ended.', 'the sentence');
    expect(tab.shadowRoot?.querySelectorAll('.notice > .button').length).to.equal(1);
    await until(() => focused() === get(menu('Mateo'), '#button'), 'the focus');
    const refused = await clientOf(users[0] as TestUser)
      .me.get()
      .catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'session-ended');
  });

  it('deletes by mouse who owns nothing: it is told, not undone, the row goes, and the next one has the focus (S0-36, X5)', async () => {
    const {tab, row, menu, told, users, signIn} = await mountReal();
    const rows = (): readonly Element[] => [...(get(tab, 'tenant-user-table').shadowRoot?.querySelectorAll('[part=row]') ?? [])];
    const place = rows().indexOf(row('mateo.ferreira'));
    await choose(menu('Mateo'), 'Delete User');
    const dialog = await dialogOf(tab, 'delete-user-dialog');
    await until(() => !get<HTMLButtonElement>(dialog, '[part=confirm]').disabled, 'what the user owns');
    type(get<HTMLInputElement>(dialog, '#username'), 'mateo.ferreira');
    get(dialog, '[part=confirm]').click();
    await until(() => told() === 'Mateo Ferreira was deleted.', 'the sentence');
    expect(tab.shadowRoot?.querySelectorAll('.notice > .button').length).to.equal(1);
    await until(() => !row('mateo.ferreira'), 'the row to go');
    await until(() => focused() && rows().some((one) => one.contains(focused() as Element) || one === focused()), 'the focus');
    const next = rows()[Math.min(place, rows().length - 1)];
    expect(next === focused() || next?.contains(focused() as Element)).to.equal(true);
    expect(await signIn(users[0] as TestUser).catch((error: unknown) => error)).to.have.property('code', 'invalid-credentials');
  });

  it('deletes by keyboard alone from the toolbar of who is selected (S0-36, T32)', async () => {
    const {tab, row, told} = await mountReal();
    await until(() => find(row('priya.raghunathan'), 'input[type=checkbox]'), 'the boxes');
    get(row('priya.raghunathan'), 'input[type=checkbox]').focus();
    await press('Space');
    await until(() => find(tab, '[slot=bulk-actions]') && find(get(tab, '[slot=bulk-actions]'), '.danger'), 'the toolbar');
    await settled(document.body);
    get(get(tab, '[slot=bulk-actions]'), '.danger').focus();
    await press('Enter');
    const dialog = await dialogOf(tab, 'delete-user-dialog');
    await until(() => !get<HTMLButtonElement>(dialog, '[part=confirm]').disabled, 'what the user owns');
    get(dialog, '#username').focus();
    await press(...'priya.raghunathan', 'Enter');
    await until(() => told() === 'Priya Raghunathan was deleted.', 'the sentence');
    await until(() => !row('priya.raghunathan') && !find(tab, '[slot=bulk-actions]'), 'the row to go, and with it the selection');
    await until(
      () => [row('mateo.ferreira'), row('tenant.admin')].some((one) => one === focused() || one.contains(focused() as Element)),
      'the focus',
    );
  });

  it('edits by mouse from the menu; the row and the sentence tell it (S0-31, S1-09)', async () => {
    const {tab, row, menu, told, client, users} = await mountReal();
    await choose(menu('Mateo'), 'Edit');
    await until(() => find(tab, '#lastName') && find(get(tab, 'edit-user-dialog'), 'option[part]'), 'the form');
    await settled(document.body);
    type(get<HTMLInputElement>(tab, '#lastName'), 'Ferreira da Silva');
    get(get(tab, 'edit-user-form'), '[part=submit]').click();
    await until(() => told() === 'The changes to Mateo Ferreira da Silva were saved.', 'the sentence');
    await until(() => textOf(row('mateo.ferreira')).includes('Mateo Ferreira da Silva'), 'the row');
    expect(focused()).to.equal(get(menu('Mateo'), '#button'));
    expect((await client.users.get(users[0]?.id ?? '')).lastName).to.equal('Ferreira da Silva');
  });

  it('edits by keyboard alone from the toolbar of who is selected, and the changes of two administrators meet in a comparison (S0-31, X3)', async () => {
    const {tab, row, told, administrator, users} = await mountReal();
    const id = users[0]?.id ?? '';
    await until(() => find(row('mateo.ferreira'), 'input[type=checkbox]'), 'the boxes');
    get(row('mateo.ferreira'), 'input[type=checkbox]').focus();
    await press('Space');
    await until(() => find(tab, '[slot=bulk-actions]') && find(get(tab, '[slot=bulk-actions]'), 'button'), 'the toolbar');
    await settled(document.body);
    get(get(tab, '[slot=bulk-actions]'), 'button').focus();
    await press('Enter');
    await until(() => find(tab, '#lastName') && find(get(tab, 'edit-user-dialog'), 'option[part]'), 'the form');
    await settled(document.body);
    const elsewhere = clientOf(administrator);
    await elsewhere.users.update(id, {lastName: 'Ferreira Alves'}, {version: '*'});
    type(get<HTMLInputElement>(tab, '#lastName'), 'Ferreira da Silva');
    await press('Enter');
    await until(() => textOf(get(tab, 'edit-user-form')).includes('Saved by somebody else'), 'the comparison');
    expect(told()).to.equal('');
  });

  it('offers the same in a toolbar while one user is selected, and nothing for several (S0-31, S0-33)', async () => {
    const {tab, row, told} = await mountReal();
    await until(() => find(row('mateo.ferreira'), 'input[type=checkbox]'), 'the boxes');
    get(row('mateo.ferreira'), 'input[type=checkbox]').click();
    await until(() => find(tab, '[slot=bulk-actions]'), 'the toolbar');
    await settled(document.body);
    const toolbar = (): HTMLElement => get(tab, '[slot=bulk-actions]');
    const buttons = (): HTMLElement[] => [...(toolbar().shadowRoot?.querySelectorAll('button') ?? [])];
    expect(buttons().map(textOf)).to.include.members(['Reset Password', 'Change Role', 'Deactivate', 'Delete User']);
    get(row('priya.raghunathan'), 'input[type=checkbox]').click();
    await until(() => !find(tab, '[slot=bulk-actions]'), 'no toolbar');
    get(row('priya.raghunathan'), 'input[type=checkbox]').click();
    await until(() => find(tab, '[slot=bulk-actions]'), 'the toolbar');
    await settled(document.body);
    buttons()
      .find((button) => textOf(button) === 'Deactivate')
      ?.click();
    get(await dialogOf(tab, 'deactivate-user-dialog'), '[part=confirm]').click();
    await until(() => told().includes('Mateo Ferreira is deactivated.'), 'the sentence');
    await until(() => buttons().some((button) => textOf(button) === 'Reactivate'), 'what can be done now');
  });

  it('a host that cancels user-action does it itself', async () => {
    const {tab, menu} = await mountReal();
    document.body.addEventListener('user-action', (event) => event.preventDefault(), {once: true});
    await choose(menu('Mateo'), 'Deactivate');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(find(tab, 'deactivate-user-dialog')).to.equal(undefined);
    await choose(menu('Mateo'), 'Deactivate');
    await dialogOf(tab, 'deactivate-user-dialog');
  });

  it('what was undone by somebody else meanwhile is not undone over it, and that is said (W9)', async () => {
    const {tab, menu, told, client, users} = await mountReal();
    await choose(menu('Mateo'), 'Deactivate');
    get(await dialogOf(tab, 'deactivate-user-dialog'), '[part=confirm]').click();
    await until(() => told().includes('is deactivated.'), 'the sentence');
    await client.users.update(users[0]?.id ?? '', {note: 'On leave'}, {version: '*'});
    [...(tab.shadowRoot?.querySelectorAll<HTMLElement>('.notice .button') ?? [])].find((button) => textOf(button) === 'Undo')?.click();
    await until(() => told().startsWith('That was not undone.'), 'the sentence');
    expect((await client.users.get(users[0]?.id ?? '')).status).to.equal('deactivated');
  });

  it('who may do none of it sees neither menus nor boxes (X1)', async () => {
    const {tab, row} = await mountReal(([, auditor]) => auditor, [PEOPLE[0], {...PEOPLE[1], role: 'auditor'}] as typeof PEOPLE);
    expect(find(tab, 'user-actions-menu')).to.equal(undefined);
    expect(find(row('mateo.ferreira'), 'input[type=checkbox]')).to.equal(undefined);
    expect(find(row('mateo.ferreira'), '.actions')).to.equal(undefined);
  });
});
