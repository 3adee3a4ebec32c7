import {expect, oneEvent} from '@open-wc/testing';
import {html} from 'lit';
import '../../define/change-role-dialog.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {fakeClient, refusal} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {press} from '../../testing/keys.ts';
import {clientOf, freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {mateo} from '../../testing/dialog-states.ts';
import type {RoleChangedEvent, RoleChangeEvent} from './change-role-dialog.events.ts';
import type {ChangeRoleDialog} from './change-role-dialog.ts';
import {answers, choose, developer, opened, roles, states} from './change-role-dialog.states.ts';

const WRITE = `PATCH /v1/tenants/self/users/${mateo.id}` as const;
const auditor = {...developer, roleId: roles[2]?.id ?? '', role: {id: roles[2]?.id ?? '', key: 'auditor', name: 'Auditor'}, version: 2};

const dialog = (): ChangeRoleDialog => get<ChangeRoleDialog>(document.body, 'change-role-dialog');
const changes = (): string[] => [...(dialog().shadowRoot?.querySelectorAll('.list li') ?? [])].map(textOf);

describe('change-role-dialog', () => {
  keepsPromises('change-role-dialog', {
    client: () => fakeClient(answers),
    properties: {userId: mateo.id, open: true},
    nonsense: {'user-id': '../..', open: 'no'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('names the user and the role of now, and the choice has the focus (S0-33, S1-11)', async () => {
    await opened(stage());
    expect(textOf(get(dialog(), '.dialog-head'))).to.equal('Change Role Mateo Ferreira, now Developer');
    expect(get<HTMLSelectElement>(dialog(), 'select').value).to.equal(mateo.roleId);
    expect(dialog().shadowRoot?.activeElement?.localName).to.equal('role-select');
    expect(textOf(get(dialog(), '[part=confirm]'))).to.equal('Apply');
  });

  it('says what the user gains and loses, and how much stays', async () => {
    await opened(stage(), {[`GET /v1/tenants/self/users/${mateo.id}`]: {...developer, extraPermissions: ['workloads.deploy']}});
    expect(changes()).to.deep.equal([]);
    await choose(stage().parentElement as HTMLElement, 2);
    expect(changes()).to.deep.equal(
      [
        'See users users.read Gains',
        'Export users users.export Gains',
        'See roles roles.read Gains',
        'Submit jobs jobs.submit Loses',
        'See jobs jobs.read Loses',
        'Use notebooks notebooks.use Loses',
        'Query models models.query Loses',
      ].map((line) => line.replace(/ (\S+\.\S+) /, '$1')),
    );
    expect(textOf(get(dialog(), '.changes'))).to.contain('1 permission stays as it is.');
  });

  it('changes the role by keyboard alone, and it counts for the next request of a session that goes on (S0-33, S1-11, L8, on the real server)', async () => {
    const {client, users, roleIds} = await freshTenant([{username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'}]);
    const [user] = users;
    if (!user) {
      throw new Error('There is no user');
    }
    const theirs = clientOf(user);
    expect(await theirs.users.list().catch((error: unknown) => error)).to.have.property('status', 403);
    await show(stage(), html`<change-role-dialog open user-id=${user.id} .client=${client}></change-role-dialog>`);
    await until(() => find(dialog(), 'option[part]'), 'the roles');
    await settled(document.body);
    const done = oneEvent(dialog(), 'role-changed') as Promise<RoleChangedEvent>;
    // Each engine opens the list in its own way; its value is what a person chooses there.
    await choose(document.body, 0);
    const select = get<HTMLSelectElement>(dialog(), 'select');
    select.value = roleIds.auditor ?? '';
    select.dispatchEvent(new Event('change', {bubbles: true}));
    await settled(document.body);
    get(dialog(), '[part=confirm]').focus();
    await press('Enter');
    const {user: after, from} = await done;
    expect([from.key, after.role.key]).to.deep.equal(['tenant-user', 'auditor']);
    expect(dialog().open).to.equal(false);
    expect((await theirs.users.list()).items.length).to.equal(2);
  });

  it('is meant for the version that was shown; changed meanwhile, it shows the user of now, keeps the choice, and is decided on again (X3, W9)', async () => {
    const sent: (string | null)[] = [];
    await opened(stage(), {
      [WRITE]: ({headers}: Request) => {
        sent.push(headers.get('if-match'));
        return sent.length === 1 ? refusal('precondition-failed') : auditor;
      },
      [`GET /v1/tenants/self/users/${mateo.id}`]: () => ({
        ...developer,
        firstName: sent.length > 0 ? 'Matteo' : 'Mateo',
        version: 1 + sent.length,
      }),
    });
    await choose(document.body, 2);
    get(dialog(), '[part=confirm]').click();
    await until(() => find(dialog(), '.notice'), 'the reason');
    await settled(document.body);
    expect(textOf(get(dialog(), '.notice'))).to.contain('Somebody else has changed this user');
    await until(() => textOf(get(dialog(), '.dialog-head')).includes('Matteo Ferreira'), 'the user of now');
    expect(get<HTMLSelectElement>(dialog(), 'select').value).to.equal(auditor.roleId);
    const done = oneEvent(dialog(), 'role-changed');
    get(dialog(), '[part=confirm]').click();
    await done;
    expect(sent).to.deep.equal(['"1"', '"2"']);
  });

  it('the role that the user has is not sent, and that is said at the choice', async () => {
    let sent = 0;
    await opened(stage(), {[WRITE]: () => ++sent && auditor});
    get(dialog(), '[part=confirm]').click();
    await settled(document.body);
    expect(sent).to.equal(0);
    expect(textOf(get(dialog(), '.error-text'))).to.contain('The user has this role already.');
    await choose(document.body, 2);
    expect(find(dialog(), '.error-text')).to.equal(undefined);
  });

  for (const [code, words] of [
    ['role-not-assignable', 'This role cannot be given.'],
    ['privilege-escalation', 'The user would have rights that you do not have.'],
  ] as const) {
    it(`a refusal of the role (${code}) is said at the choice, which takes the focus (X4)`, async () => {
      await opened(stage(), {[WRITE]: refusal(code)});
      await choose(document.body, 2);
      get(dialog(), '[part=confirm]').click();
      await until(() => find(dialog(), '.error-text'), 'the reason');
      await settled(document.body);
      expect(textOf(get(dialog(), '.error-text'))).to.contain(words);
      expect(dialog().shadowRoot?.activeElement?.localName).to.equal('role-select');
    });
  }

  it('does nothing when the host cancels role-change, which names the user and the new role', async () => {
    const {client, users} = await freshTenant([{username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'}]);
    await show(stage(), html`<change-role-dialog open user-id=${users[0]?.id ?? ''} .client=${client}></change-role-dialog>`);
    await until(() => find(dialog(), 'option[part]'), 'the roles');
    let asked: RoleChangeEvent | undefined;
    dialog().addEventListener('role-change', (event) => {
      asked = event;
      event.preventDefault();
    });
    const select = get<HTMLSelectElement>(dialog(), 'select');
    select.selectedIndex = select.selectedIndex === 0 ? 1 : 0;
    select.dispatchEvent(new Event('change', {bubbles: true}));
    await settled(document.body);
    get(dialog(), '[part=confirm]').click();
    await settled(document.body);
    expect(asked?.roleId).to.equal(select.value);
    expect(asked?.user.id).to.equal(users[0]?.id);
    expect((await client.users.get(users[0]?.id ?? '')).role.key).to.equal('tenant-user');
  });
});
