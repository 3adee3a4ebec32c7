import {expect, oneEvent} from '@open-wc/testing';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/end-sessions-dialog.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {press} from '../../testing/keys.ts';
import {pageOf, sampleSession} from '../../testing/samples.ts';
import {clientOf, freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {mateo} from '../../testing/dialog-states.ts';
import type {SessionsEndedEvent} from './end-sessions-dialog.events.ts';
import type {EndSessionsDialog} from './end-sessions-dialog.ts';
import {states} from './end-sessions-dialog.states.ts';

const READ = `GET /v1/tenants/self/users/${mateo.id}` as const;
const LIST = `GET /v1/tenants/self/users/${mateo.id}/sessions` as const;
const WRITE = `DELETE /v1/tenants/self/users/${mateo.id}/sessions` as const;

const mount = async (client: TenantClient, userId: string): Promise<EndSessionsDialog> => {
  await show(stage(), html`<end-sessions-dialog open user-id=${userId} .client=${client}></end-sessions-dialog>`);
  const element = get<EndSessionsDialog>(document.body, 'end-sessions-dialog');
  await until(() => find(element, '[part=row]'), 'the sessions');
  await settled(document.body);
  return element;
};

const answers: Answers = {[READ]: mateo, [LIST]: pageOf([sampleSession({current: false, userId: mateo.id})]), [WRITE]: null};

const faked = (others: Answers = {}): Promise<EndSessionsDialog> => mount(fakeClient({...answers, ...others}), mateo.id);

const focusedPart = (element: EndSessionsDialog): string | null | undefined => element.shadowRoot?.activeElement?.getAttribute('part');

describe('end-sessions-dialog', () => {
  keepsPromises('end-sessions-dialog', {
    client: () => fakeClient(answers),
    properties: {userId: mateo.id, open: true},
    nonsense: {'user-id': '../..', open: 'no'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('says whose sessions end and what stays, shows where they are, and Cancel has the focus (X10)', async () => {
    const element = await faked();
    expect(textOf(get(element, 'h2'))).to.equal('End sessions');
    expect(textOf(get(element, '.effects')))
      .to.contain('Mateo Ferreira is signed out everywhere, at once.')
      .and.to.contain('Signing in again works, with the same password.');
    expect(textOf(get(element, '[part=row]')))
      .to.contain('Chrome on Linux')
      .and.to.contain('from 192.0.2.17');
    expect(focusedPart(element)).to.equal('cancel');
  });

  it('signs the user out everywhere by keyboard alone, tokens included, and nobody else; the same password still signs in (A4, on the real server)', async () => {
    const {client, slug, users} = await freshTenant([
      {username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'},
      {username: 'priya.raghunathan'},
    ]);
    const [user, priya] = users as [(typeof users)[number], (typeof users)[number]];
    const theirs = new TenantClient({baseUrl: '/api', auth: {cookie: true}});
    const signIn = () => theirs.session.signIn({tenant: slug, username: user.username, password: user.password});
    await signIn();
    const element = await mount(client, user.id);
    const done = oneEvent(element, 'sessions-ended') as Promise<SessionsEndedEvent>;
    await press('Tab', 'Enter');
    expect((await done).user.id).to.equal(user.id);
    await settled(document.body);
    expect(element.open).to.equal(false);
    for (const one of [theirs, clientOf(user)]) {
      expect(await one.me.get().catch((error: unknown) => error)).to.have.property('code', 'session-ended');
    }
    expect((await clientOf(priya).me.get()).user.id).to.equal(priya.id);
    expect((await signIn()).user.id).to.equal(user.id);
  });

  it('does nothing when the host cancels sessions-end', async () => {
    let sent = 0;
    const element = await faked({[WRITE]: () => void sent++});
    element.addEventListener('sessions-end', (event) => event.preventDefault());
    get(element, '[part=confirm]').click();
    await settled(document.body);
    expect([sent, element.open]).to.deep.equal([0, true]);
  });

  it('a refusal is said where it happened, and the dialog stays (G2)', async () => {
    const element = await faked({[WRITE]: refusal('insufficient-authority')});
    const failed = oneEvent(element, 'sessions-end-failed');
    get(element, '[part=confirm]').click();
    await failed;
    await until(() => focusedPart(element) === 'error', 'the reason');
    expect(textOf(get(element, '.notice'))).to.contain('This user holds permissions that you do not hold.');
    expect(element.open).to.equal(true);
  });

  it('of a lost answer it says that nobody knows, and to end them once more is to repeat the call, with the same key (X2)', async () => {
    const keys: (string | null)[] = [];
    const element = await faked({
      [WRITE]: ({headers}: Request) => {
        keys.push(headers.get('idempotency-key'));
        return keys.length === 1 ? unreachable() : null;
      },
    });
    const failed = oneEvent(element, 'sessions-end-failed');
    get(element, '[part=confirm]').click();
    await failed;
    await settled(document.body);
    expect(textOf(get(element, '.notice'))).to.contain('We could not see whether it was done.');
    const ended = oneEvent(element, 'sessions-ended');
    get(element, '[part=confirm]').click();
    await ended;
    expect(keys.length).to.equal(2);
    expect(keys[1]).to.equal(keys[0]);
  });

  it('where the sessions cannot be loaded, they can be ended all the same', async () => {
    await show(
      stage(),
      html`<end-sessions-dialog open .user=${mateo} .client=${fakeClient({...answers, [LIST]: refusal('internal-error')})}></end-sessions-dialog>`,
    );
    const element = get<EndSessionsDialog>(document.body, 'end-sessions-dialog');
    await until(() => textOf(element).includes('The sessions of the user could not be loaded'), 'the failure');
    const ended = oneEvent(element, 'sessions-ended');
    get(element, '[part=confirm]').click();
    await ended;
    expect(element.open).to.equal(false);
  });
});
