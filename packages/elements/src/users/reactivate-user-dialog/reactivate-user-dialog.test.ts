import {expect, oneEvent} from '@open-wc/testing';
import {TenantClient, type User} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/reactivate-user-dialog.ts';
import {get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {fakeClient, refusal} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {press} from '../../testing/keys.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {mateo} from '../../testing/dialog-states.ts';
import type {ReactivateUserDialog} from './reactivate-user-dialog.ts';
import {states} from './reactivate-user-dialog.states.ts';

const off: User = {...mateo, status: 'deactivated', deactivatedAt: '2026-05-11T10:00:00.000Z', version: 2};
const WRITE = `POST /v1/tenants/self/users/${mateo.id}/reactivate` as const;

const open = async (client: TenantClient, user: User): Promise<ReactivateUserDialog> => {
  await show(stage(), html`<reactivate-user-dialog open .user=${user} .client=${client}></reactivate-user-dialog>`);
  return get<ReactivateUserDialog>(document.body, 'reactivate-user-dialog');
};

describe('reactivate-user-dialog', () => {
  keepsPromises('reactivate-user-dialog', {
    client: () => fakeClient({[`GET /v1/tenants/self/users/${mateo.id}`]: off, [WRITE]: mateo}),
    properties: {userId: mateo.id, open: true},
    nonsense: {'user-id': '../..', open: 'no'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('asks by name, and its own button has the focus: nothing is taken away', async () => {
    const element = await open(fakeClient(), off);
    expect(textOf(get(element, 'h2'))).to.equal('Reactivate Mateo Ferreira?');
    expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('confirm');
    expect(textOf(element)).not.to.contain('temporary');
  });

  it('says of a temporary password that it may have expired meanwhile (L9)', async () => {
    const element = await open(fakeClient(), {...off, credential: 'temporary'});
    expect(textOf(element)).to.contain('A temporary password that has expired stays expired');
  });

  it('lets the user in again by one key, with the same password, role and data (S0-35, on the real server)', async () => {
    const {client, slug, users} = await freshTenant([{username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'}]);
    const [{id, password} = {id: '', password: ''}] = users;
    const before = await client.users.get(id);
    const element = await open(client, await client.users.deactivate(id));
    const done = oneEvent(element, 'user-reactivated');
    await press('Enter');
    await done;
    await settled(document.body);
    expect(element.open).to.equal(false);
    const me = await new TenantClient({baseUrl: '/api', auth: {cookie: true}}).session.signIn({
      tenant: slug,
      username: 'mateo.ferreira',
      password,
    });
    expect(me.user.id).to.equal(id);
    const {version: _, updatedAt: _at, ...after} = await client.users.get(id);
    expect(before).to.deep.include(after);
  });

  it('a refusal is said where it happened, and the dialog stays', async () => {
    const element = await open(fakeClient({[WRITE]: refusal('insufficient-authority')}), off);
    const failed = oneEvent(element, 'user-reactivate-failed');
    get(element, '[part=confirm]').click();
    await failed;
    await until(() => element.shadowRoot?.activeElement?.getAttribute('part') === 'error', 'the reason');
    expect(textOf(get(element, '.notice'))).to.contain('This user holds permissions that you do not hold.');
    expect(element.open).to.equal(true);
  });
});
