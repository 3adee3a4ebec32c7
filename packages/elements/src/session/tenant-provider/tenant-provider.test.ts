import {expect} from '@open-wc/testing';
import type {TenantClient} from '@tenantry/sdk';
import {html, LitElement, render} from 'lit';
import {property} from 'lit/decorators.js';
import '../../define/tenant-provider.ts';
import {Connection} from '../../controllers/connection.ts';
import {Localization} from '../../controllers/localization.ts';
import {get, settled, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {sampleId, sampleMe, sampleSession, sampleUser} from '../../testing/samples.ts';
import type {TenantProvider} from './tenant-provider.ts';

/** An element that shows what the provider gives. */
class TestConsumer extends LitElement {
  @property({attribute: false}) client?: TenantClient;
  @property({attribute: false}) messages: Partial<{greeting: string; farewell: string}> = {};
  readonly connection = new Connection(this);
  readonly words = new Localization(this, 'test-consumer', {greeting: 'Hello', farewell: 'Bye'});

  protected override render(): unknown {
    return html`${this.words.text.greeting} ${this.words.text.farewell} ${this.connection.session?.status}`;
  }
}
customElements.define('test-consumer', TestConsumer);

const signedIn: Answers = {'GET /v1/session': sampleMe()};

const mount = async (properties: Partial<TenantProvider>): Promise<{provider: TenantProvider; consumer: TestConsumer; heard: Event[]}> => {
  const stage = document.createElement('div');
  const heard: Event[] = [];
  for (const type of ['session-ready', 'session-required', 'tenant-error']) {
    stage.addEventListener(type, (event) => heard.push(event));
  }
  document.body.append(stage);
  render(html`<tenant-provider><test-consumer></test-consumer></tenant-provider>`, stage);
  const provider = Object.assign(get<TenantProvider>(stage, 'tenant-provider'), properties);
  await settled(stage);
  return {provider, consumer: get<TestConsumer>(stage, 'test-consumer'), heard};
};

const types = (events: readonly Event[]): string[] => events.map(({type}) => type);

describe('tenant-provider', () => {
  keepsPromises('tenant-provider', {
    client: () => fakeClient(signedIn),
    properties: {locale: 'de', timeZone: 'Europe/Berlin'},
    nonsense: {locale: 'no locale', 'time-zone': 'Nowhere/Land'},
    invisible: true,
  });

  it('asks again by itself with the network back, if nobody could say who is signed in', async () => {
    let asked = 0;
    const {heard} = await mount({client: fakeClient({'GET /v1/session': () => (asked++ === 0 ? unreachable() : sampleMe())})});
    await until(() => heard.length > 0);
    dispatchEvent(new Event('online'));
    await until(() => heard.length > 1);
    dispatchEvent(new Event('online'));
    expect([types(heard), asked]).to.deep.equal([['tenant-error', 'session-ready'], 2]);
  });

  it('asks who is signed in, says so and tells the elements inside', async () => {
    const {consumer, heard} = await mount({client: fakeClient(signedIn)});
    await until(() => heard.length > 0);
    expect(types(heard)).to.deep.equal(['session-ready']);
    expect(consumer.connection.session?.status).to.equal('signed-in');
    expect(consumer.connection.can('users.create')).to.equal(true);
    expect(consumer.connection.can('roles.write')).to.equal(false);
  });

  it('asks for a session when nobody is signed in (S1-02)', async () => {
    const {consumer, heard} = await mount({client: fakeClient({'GET /v1/session': refusal('unauthenticated')})});
    await until(() => heard.length > 0);
    expect(types(heard)).to.deep.equal(['session-required']);
    expect(consumer.connection.session?.status).to.equal('signed-out');
  });

  it('asks for a session when a new password has to be chosen first (A6)', async () => {
    const {consumer, heard} = await mount({
      client: fakeClient({'GET /v1/session': sampleMe({session: sampleSession({kind: 'passwordChangeRequired'})})}),
    });
    await until(() => heard.length > 0);
    expect(types(heard)).to.deep.equal(['session-required']);
    expect(consumer.connection.session?.status).to.equal('password-change-required');
  });

  it('says once that the session has ended, whichever call found it out, and keeps whose it was (X12)', async () => {
    const client = fakeClient({...signedIn, 'GET /v1/me/sessions': refusal('session-ended'), 'GET /v1/me': refusal('session-ended')});
    const {consumer, heard} = await mount({client});
    await until(() => heard.length > 0);
    await Promise.allSettled([client.me.sessions(), client.me.get()]);
    expect(types(heard)).to.deep.equal(['session-ready', 'session-required']);
    expect(consumer.connection.session?.status).to.equal('signed-out');
    expect(consumer.connection.me?.user.username).to.equal('amara.okafor');
  });

  it("signing out and one's own session ended from the list are heard of (S10)", async () => {
    const client = fakeClient({...signedIn, 'DELETE /v1/session': undefined});
    const {heard} = await mount({client});
    await until(() => heard.length > 0);
    await client.session.signOut();
    expect(types(heard)).to.deep.equal(['session-ready', 'session-required']);
  });

  it('an answer on its way when the session ends signs nobody in (T9)', async () => {
    const {promise: late, resolve: answer} = Promise.withResolvers<void>();
    let asked = 0;
    const client = fakeClient({
      'GET /v1/session': async () => {
        await (asked++ > 0 ? late : undefined);
        return sampleMe();
      },
      'DELETE /v1/session': undefined,
    });
    const {provider, consumer, heard} = await mount({client});
    await until(() => heard.length > 0);
    const refreshed = provider.refresh();
    await client.session.signOut();
    answer();
    await refreshed;
    expect(types(heard)).to.deep.equal(['session-ready', 'session-required']);
    expect(consumer.connection.session?.status).to.equal('signed-out');
  });

  it('asks again when the signed-in user changes, not when another does', async () => {
    let asked = 0;
    const names = () => ({...sampleMe(), user: sampleUser({firstName: asked++ === 0 ? 'Amara' : 'Ama'})});
    const client = fakeClient({'GET /v1/session': names, 'PATCH /v1/me': sampleMe()});
    const {consumer, heard} = await mount({client});
    await until(() => heard.length === 1);
    client.changes.dispatchEvent(Object.assign(new Event('change'), {subject: {type: 'user', id: sampleId('usr', 77)}, action: 'updated'}));
    await client.me.update({firstName: 'Ama'}, {version: 1});
    await until(() => heard.length === 2);
    expect(consumer.connection.me?.user.firstName).to.equal('Ama');
    expect(asked).to.equal(2);
  });

  it('a session that cannot be asked for is an error, not a sign-in', async () => {
    const {consumer, heard} = await mount({client: fakeClient({'GET /v1/session': unreachable})});
    await until(() => heard.length > 0);
    expect(types(heard)).to.deep.equal(['tenant-error']);
    expect(consumer.connection.session?.status).to.equal('unknown');
  });

  it('makes a client of its own from base-url, and another one for another', async () => {
    const {provider, consumer} = await mount({baseUrl: '/nowhere', getToken: () => 'token'});
    const first = consumer.connection.client;
    expect(first).not.to.equal(undefined);
    provider.baseUrl = '/elsewhere';
    await settled(document.body);
    expect(consumer.connection.client).not.to.equal(first);
  });

  it('gives texts one by one, and the element has the last word (T36)', async () => {
    const {consumer} = await mount({messages: {'test-consumer': {greeting: 'Hallo', farewell: 'Tschüss'}} as object});
    consumer.messages = {farewell: 'Servus'};
    await settled(document.body);
    expect(consumer.words.text).to.deep.equal({greeting: 'Hallo', farewell: 'Servus'});
  });

  it('gives language and time zone; the element and the nearest lang come in where it says nothing (T36)', async () => {
    const {provider, consumer} = await mount({timeZone: 'Asia/Tokyo'});
    expect(consumer.words.place).to.deep.equal({locale: 'en', timeZone: 'Asia/Tokyo'});
    provider.locale = 'de';
    await until(() => consumer.words.place.locale === 'de', 'the language of the provider');
    consumer.lang = 'ar';
    await until(() => consumer.words.place.locale === 'ar', 'the own language');
  });
});
