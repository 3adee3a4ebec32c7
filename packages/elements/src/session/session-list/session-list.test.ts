import {expect, oneEvent} from '@open-wc/testing';
import {type Session, TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/session-list.ts';
import '../../define/tenant-provider.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {pageOf, sampleId, sampleMe, sampleSession, sampleUser} from '../../testing/samples.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {SessionEndedEvent} from './session-list.events.ts';
import type {SessionList} from './session-list.ts';
import {states} from './session-list.states.ts';

const other = (number: number): Session =>
  sampleSession({
    id: sampleId('ses', number),
    current: false,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  });

/** A list whose server forgets what is ended. */
const mount = async (answers: Answers = {}, sessions = [sampleSession(), other(2), other(3)]) => {
  let left = sessions;
  const ends = Object.fromEntries(
    sessions.map(({id}) => [
      `DELETE /v1/me/sessions/${id}`,
      () => {
        left = left.filter((session) => session.id !== id);
      },
    ]),
  );
  const client = fakeClient({'GET /v1/me/sessions': () => pageOf(left), ...ends, ...answers});
  await show(stage(), html`<session-list .client=${client}></session-list>`);
  const list = get<SessionList>(document.body, 'session-list');
  await until(() => find(list, '[part=row], .state'), 'the list');
  return {list, client, rows: () => [...(list.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])]};
};

describe('session-list', () => {
  keepsPromises('session-list', {client: () => fakeClient({'GET /v1/me/sessions': pageOf([sampleSession(), other(2)])})});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('tells device, times and address of each session, and which one is this', async () => {
    const {rows} = await mount();
    const [first, second] = rows().map(textOf);
    expect(first).to.contain('Chrome on Linux').and.to.contain('from 192.0.2.17').and.to.contain('This session').and.not.to.contain('End');
    expect(second).to.contain('Firefox on Linux').and.to.contain('End').and.not.to.contain('This session');
    expect(get(rows()[0] as HTMLElement, 'time').title).to.equal('2026-05-12 12:30 UTC');
  });

  it('ends a session, says so, and the next row has the focus', async () => {
    const {list, rows} = await mount();
    const ended = oneEvent(list, 'session-ended') as Promise<SessionEndedEvent>;
    const button = get(rows()[1] as HTMLElement, 'button');
    expect(button.ariaLabel).to.match(/^End session: Firefox on Linux, signed in /);
    button.click();
    expect((await ended).id).to.equal(sampleId('ses', 2));
    await until(() => rows().length === 2 && list.shadowRoot?.activeElement, 'the row to go');
    expect(textOf(get(list, '[role=status]'))).to.equal('The session on Firefox on Linux has ended.');
    expect(list.shadowRoot?.activeElement).to.equal(get(rows()[1] as HTMLElement, 'button'));
  });

  it('the last one gone, the list has the focus', async () => {
    const {list, rows} = await mount({}, [sampleSession(), other(2)]);
    get(rows()[1] as HTMLElement, 'button').click();
    await until(() => rows().length === 1 && list.shadowRoot?.activeElement, 'the row to go');
    expect(list.shadowRoot?.activeElement?.localName).to.equal('ul');
  });

  it('ends nothing when the host cancels session-end', async () => {
    const {list, rows} = await mount();
    list.addEventListener('session-end', (event) => event.preventDefault());
    get(rows()[1] as HTMLElement, 'button').click();
    await settled(document.body);
    expect(rows().length).to.equal(3);
  });

  it('a session of which nobody could see whether it was ended stays, with the reason in its row', async () => {
    const {list, rows} = await mount({[`DELETE /v1/me/sessions/${sampleId('ses', 2)}`]: unreachable});
    const failed = oneEvent(list, 'session-end-failed');
    get(rows()[1] as HTMLElement, 'button').click();
    await failed;
    await settled(document.body);
    expect(textOf(rows()[1] as HTMLElement)).to.contain('We could not see whether the session was ended. The server could not be reached.');
  });

  it('to end it once more is to repeat the call, with the same key (X2)', async () => {
    const keys: (string | null)[] = [];
    const {list, rows} = await mount({
      [`DELETE /v1/me/sessions/${sampleId('ses', 2)}`]: ({headers}: Request) => {
        keys.push(headers.get('idempotency-key'));
        return keys.length === 1 ? unreachable() : null;
      },
    });
    const failed = oneEvent(list, 'session-end-failed');
    get(rows()[1] as HTMLElement, 'button').click();
    await failed;
    await settled(document.body);
    const ended = oneEvent(list, 'session-ended');
    get(rows()[1] as HTMLElement, 'button').click();
    await ended;
    expect(keys.length).to.equal(2);
    expect(keys[1]).to.equal(keys[0]);
  });

  it('keeps what it shows when it cannot be asked again, says from when it is, and asks by itself with the network back (T9, T29)', async () => {
    let isAway = false;
    const {list, rows} = await mount({'GET /v1/me/sessions': () => (isAway ? unreachable() : pageOf([sampleSession(), other(2)]))});
    isAway = true;
    await list.refresh();
    expect(rows().length).to.equal(2);
    expect(textOf(get(list, '.notice'))).to.match(
      /^The server could not be reached. Check your connection. Last updated: Today, \d\d:\d\d. Try again$/,
    );
    isAway = false;
    dispatchEvent(new Event('online'));
    await until(() => !find(list, '.notice'), 'the answer');
  });

  it('a failure says what happened, gives the id of the request, and tries again', async () => {
    let asked = 0;
    const {list} = await mount({'GET /v1/me/sessions': () => (asked++ === 0 ? refusal('internal-error') : pageOf([sampleSession()]))});
    expect(textOf(list)).to.contain('Your sessions could not be loaded').and.to.contain('5c1f9a3e-77d0');
    get(list, '.state .primary').click();
    await until(() => find(list, '[part=row]'), 'the list');
  });

  it('asks again when anything on the same client ends a session (S10)', async () => {
    const {client, rows} = await mount();
    await client.me.endSession(sampleId('ses', 3));
    await until(() => rows().length === 2, 'the row to go');
  });

  it('what one person saw is not shown to the next, also when nothing can be asked (T9)', async () => {
    let isAway = false;
    const end = Promise.withResolvers<null>();
    const client = fakeClient({
      'GET /v1/session': () => sampleMe(isAway ? {user: sampleUser({id: sampleId('usr', 9), username: 'somebody.else'})} : {}),
      'GET /v1/me/sessions': () => (isAway ? unreachable() : pageOf([sampleSession(), other(2)])),
      [`DELETE /v1/me/sessions/${sampleId('ses', 2)}`]: () => end.promise,
    });
    await show(stage(), html`<tenant-provider .client=${client}><session-list></session-list></tenant-provider>`);
    const list = get<SessionList>(document.body, 'session-list');
    const provider = get<HTMLElementTagNameMap['tenant-provider']>(document.body, 'tenant-provider');
    await until(() => find(list, '[part=row] button') && provider.session?.me, 'the rows');
    await settled(document.body);
    get(list, '[part=row] button').click();
    isAway = true;
    await provider.refresh();
    await until(() => find(list, '.state'), 'the failure');
    expect(textOf(list)).to.contain('Your sessions could not be loaded').and.not.to.contain('Firefox');
    end.resolve(null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(textOf(get(list, 'p[role=status]'))).to.equal('');
  });

  it('asks no more once its own session has ended, until somebody signs in (X12)', async () => {
    let asked = 0;
    let isOver = false;
    const {client, list, rows} = await mount({
      'GET /v1/me/sessions': () => {
        asked += 1;
        return isOver ? refusal('session-ended') : pageOf([sampleSession()]);
      },
      'GET /v1/me': refusal('session-ended'),
      'POST /v1/session': sampleMe(),
    });
    isOver = true;
    await client.me.get().catch(() => undefined);
    await list.refresh();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).to.equal(2);
    isOver = false;
    await client.session.signIn({tenant: 'northlight', username: 'amara.okafor', password: 'the old password'});
    await until(() => rows().length === 1, 'the list');
  });

  it('ends a session that was opened elsewhere (on the real server)', async () => {
    const {slug, administrator} = await freshTenant();
    const client = new TenantClient({baseUrl: '/api', auth: {cookie: true}});
    const credentials = {tenant: slug, username: administrator.username, password: administrator.password};
    await client.session.signIn(credentials);
    // Without the cookie it is another browser that signs in.
    await fetch('/api/v1/session', {
      method: 'POST',
      credentials: 'omit',
      headers: {'content-type': 'application/json', 'x-requested-with': 'tenantry'},
      body: JSON.stringify(credentials),
    });
    await show(stage(), html`<session-list .client=${client}></session-list>`);
    const list = get<SessionList>(document.body, 'session-list');
    const rows = (): NodeListOf<Element> | undefined => list.shadowRoot?.querySelectorAll('[part=row]');
    await until(() => rows()?.length === 2, 'both sessions');
    const ended = oneEvent(list, 'session-ended');
    get(list, 'button').click();
    await ended;
    await until(() => rows()?.length === 1, 'the row to go');
    expect(textOf(list)).to.contain('This session');
    expect((await client.me.sessions()).items.length).to.equal(1);
  });

  it('lists the sessions of another user, ends none of them by itself, and hears when somebody ends them all (S10, on the real server)', async () => {
    const {slug, client, users} = await freshTenant([{username: 'mateo.ferreira'}, {username: 'priya.raghunathan'}]);
    const [mateo, priya] = users;
    const enter = (user: typeof mateo): Promise<unknown> =>
      fetch('/api/v1/session', {
        method: 'POST',
        credentials: 'omit',
        headers: {'content-type': 'application/json', 'x-requested-with': 'tenantry'},
        body: JSON.stringify({tenant: slug, username: user?.username, password: user?.password}),
      });
    await Promise.all([enter(mateo), enter(mateo), enter(priya)]);
    await show(stage(), html`<session-list user-id=${mateo?.id ?? ''} .client=${client}></session-list>`);
    const list = get<SessionList>(document.body, 'session-list');
    const rows = (): number => list.shadowRoot?.querySelectorAll('[part=row]').length ?? 0;
    await until(() => rows() === 2, 'both sessions');
    expect(find(list, 'button')).to.equal(undefined);
    expect(get(list, 'ul').getAttribute('aria-label')).to.equal('Sessions of the user');
    await client.users.endSessions(mateo?.id ?? '');
    await until(() => textOf(list).includes('This user is signed in nowhere.'), 'none to be left');
    await enter(mateo);
    await list.refresh();
    await until(() => rows() === 1, 'the new one');
    await client.users.deactivate(mateo?.id ?? '');
    await until(() => rows() === 0, 'none to be left');
    list.userId = priya?.id ?? '';
    await until(() => rows() === 1, 'those of somebody else');
    await client.users.resetPassword(priya?.id ?? '', {delivery: 'show'});
    await until(() => rows() === 0, 'none to be left');
  });

  it('shows words of a user agent as text (X8)', async () => {
    const {rows} = await mount({}, [sampleSession({userAgent: '<img src=x onerror=alert(1)>'})]);
    expect(rows()[0]?.querySelector('img')).to.equal(null);
    expect(textOf(rows()[0] as HTMLElement)).to.contain('Unknown device');
  });
});
