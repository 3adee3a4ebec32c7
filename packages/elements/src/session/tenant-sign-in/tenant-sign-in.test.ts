import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-sign-in.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {sampleMe, samplePolicy, sampleSession} from '../../testing/samples.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {SignedInEvent} from './tenant-sign-in.events.ts';
import type {TenantSignIn} from './tenant-sign-in.ts';
import {states} from './tenant-sign-in.states.ts';

const PASSWORD = 'weathervane over the barn';
const restricted = sampleMe({session: sampleSession({kind: 'passwordChangeRequired'})});

const mount = async (answers: Answers = {}, tenant = 'northlight') => {
  const sent: unknown[] = [];
  const answer = answers['POST /v1/session'] ?? sampleMe();
  const client = fakeClient({
    'GET /v1/tenants/self/password-policy': samplePolicy(),
    ...answers,
    'POST /v1/session': async (request: Request) => {
      sent.push(await request.clone().json());
      return typeof answer === 'function' ? answer(request) : answer;
    },
  });
  await show(stage(), html`<tenant-sign-in tenant=${tenant} .client=${client}></tenant-sign-in>`);
  const element = get<TenantSignIn>(document.body, 'tenant-sign-in');
  return {element, sent, submit: () => get(element, '[type=submit]'), input: (name: string) => get<HTMLInputElement>(element, `#${name}`)};
};

type Mounted = Awaited<ReturnType<typeof mount>>;

const send = async ({input, submit}: Mounted): Promise<void> => {
  type(input('username'), 'amara.okafor');
  type(input('password'), PASSWORD);
  await settled(document.body);
  submit().click();
};

describe('tenant-sign-in', () => {
  keepsPromises('tenant-sign-in', {client: () => fakeClient(), properties: {tenant: 'northlight', username: 'amara.okafor'}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('signs in and says where to go; the host goes there (A13)', async () => {
    const mounted = await mount();
    const signedIn = oneEvent(mounted.element, 'signed-in') as Promise<SignedInEvent>;
    await send(mounted);
    const {me, landing} = await signedIn;
    expect([me.user.username, landing]).to.deep.equal(['amara.okafor', 'users']);
    expect(mounted.sent).to.deep.equal([{tenant: 'northlight', username: 'amara.okafor', password: PASSWORD}]);
  });

  it('goes by keyboard alone, and asks for the Organization where no tenant is given', async () => {
    const {element, sent} = await mount({}, '');
    element.focus();
    await sendKeys({type: 'northlight'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: 'amara.okafor'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: PASSWORD});
    const signedIn = oneEvent(element, 'signed-in');
    await sendKeys({press: 'Enter'});
    await signedIn;
    expect(sent).to.deep.equal([{tenant: 'northlight', username: 'amara.okafor', password: PASSWORD}]);
  });

  it('has what password managers look for, in one form', async () => {
    const {input} = await mount();
    expect([input('username').autocomplete, input('password').autocomplete]).to.deep.equal(['username', 'current-password']);
    expect(input('username').form).not.to.equal(null);
    expect(input('username').form).to.equal(input('password').form);
  });

  it('sends nothing while something is missing, and says what (S0-15)', async () => {
    const {element, sent, submit, input} = await mount({}, '');
    submit().click();
    await settled(document.body);
    expect(sent).to.deep.equal([]);
    expect(textOf(element))
      .to.contain('Enter the name of your organization.')
      .and.to.contain('Enter your username.')
      .and.to.contain('Enter your password.');
    expect(element.shadowRoot?.activeElement).to.equal(input('organization'));
  });

  for (const [code, sentence] of [
    ['invalid-credentials', 'Username or password is wrong.'],
    ['account-deactivated', 'This account is deactivated. Ask a Tenant Admin to reactivate it.'],
    ['temporary-password-expired', 'Your temporary password has expired. Ask a Tenant Admin for a new one.'],
    ['tenant-suspended', 'This organization is suspended. Ask its provider.'],
    ['temporarily-unavailable', 'The server is busy. Wait a moment. You are not signed in. What you typed is still here.'],
  ] as const) {
    it(`${code} reads: ${sentence} (A5, E16)`, async () => {
      const mounted = await mount({'POST /v1/session': refusal(code)});
      const failed = oneEvent(mounted.element, 'sign-in-failed');
      await send(mounted);
      await failed;
      await settled(document.body);
      expect(textOf(get(mounted.element, '[role=alert]'))).to.equal(sentence);
      await until(() => mounted.element.shadowRoot?.activeElement === mounted.input('password'), 'the focus');
      expect(mounted.input('username').value).to.equal('amara.okafor');
    });
  }

  it('a refused password is forgotten, one that never arrived is kept (T30)', async () => {
    const refused = await mount({'POST /v1/session': refusal('invalid-credentials')});
    await send(refused);
    await until(() => find(refused.element, '[role=alert]'), 'the error');
    expect(refused.input('password').value).to.equal('');
    document.body.replaceChildren();
    const lost = await mount({'POST /v1/session': unreachable});
    await send(lost);
    await until(() => find(lost.element, '[role=alert]'), 'the error');
    expect(lost.input('password').value).to.equal(PASSWORD);
  });

  it('says how long to wait after too many attempts, keeps what was typed, and says it no longer than it is true (A7, X2)', async () => {
    const answer = refusal('rate-limited');
    answer.headers.set('retry-after', '1');
    const mounted = await mount({'POST /v1/session': answer});
    await send(mounted);
    await until(() => find(mounted.element, '[role=alert]'), 'the error');
    expect(textOf(get(mounted.element, '[role=alert]'))).to.equal('There were too many attempts. Try again in 1 second.');
    expect([mounted.input('password').value, mounted.submit().matches(':disabled')]).to.deep.equal([PASSWORD, false]);
    await until(() => !find(mounted.element, '[role=alert]'), 'the end of the wait');
  });

  for (const wait of ['', '3000000'] as const) {
    it(`too many attempts are still told of a moment later, with Retry-After: "${wait}"`, async () => {
      const answer = refusal('rate-limited');
      answer.headers.set('retry-after', wait);
      const mounted = await mount({'POST /v1/session': answer});
      await send(mounted);
      await until(() => find(mounted.element, '[role=alert]'), 'the error');
      await new Promise((resolve) => setTimeout(resolve, 100));
      await settled(document.body);
      expect(textOf(get(mounted.element, '[role=alert]'))).to.contain('There were too many attempts.');
    });
  }

  it('somebody else can sign in though nobody hears of the sign-out, which does not end their session later (T9)', async () => {
    const signals: AbortSignal[] = [];
    const client = fakeClient({
      'GET /v1/session': restricted,
      'DELETE /v1/session': (request: Request) => {
        signals.push(request.signal);
        return never(request);
      },
      'POST /v1/session': sampleMe(),
    });
    await show(stage(), html`<tenant-provider .client=${client}><tenant-sign-in tenant="northlight"></tenant-sign-in></tenant-provider>`);
    const element = get<TenantSignIn>(document.body, 'tenant-sign-in');
    await until(() => find(element, '.back'), 'the way back');
    get(element, '.back').click();
    await until(() => find(element, '#username') && element.shadowRoot?.activeElement?.id === 'username', 'the fields');
    const input = (name: string): HTMLInputElement => get<HTMLInputElement>(element, `#${name}`);
    const signedIn = oneEvent(element, 'signed-in');
    await send({element, sent: [], input, submit: () => get(element, '[type=submit]')});
    await signedIn;
    expect(signals.map(({aborted}) => aborted)).to.deep.equal([true]);
  });

  it('without a network it says that nobody is signed in (T4, E32)', async () => {
    const mounted = await mount({'POST /v1/session': unreachable});
    await send(mounted);
    await until(() => find(mounted.element, '[role=alert]'), 'the error');
    expect(textOf(get(mounted.element, '[role=alert]'))).to.equal(
      'The server could not be reached. Check your connection. You are not signed in. What you typed is still here.',
    );
  });

  it('is sent once, however often one presses (X2)', async () => {
    const mounted = await mount({'POST /v1/session': never});
    await send(mounted);
    mounted.submit().click();
    await settled(document.body);
    mounted.submit().click();
    await until(() => mounted.sent.length > 0, 'the request');
    expect(mounted.sent.length).to.equal(1);
    expect(get<HTMLButtonElement>(mounted.element, '[type=submit]').disabled).to.equal(true);
  });

  it('a temporary password leads to a new one, and then in, without typing it twice (A6, A10)', async () => {
    const changes: unknown[] = [];
    const mounted = await mount({
      'POST /v1/session': restricted,
      'POST /v1/me/password': async (request: Request) => {
        changes.push(await request.json());
      },
      'GET /v1/session': sampleMe({landing: 'account'}),
    });
    const {element} = mounted;
    await send(mounted);
    await until(() => find(element, '.rules'), 'the new password');
    expect(textOf(element)).to.contain('Choose a new password').and.not.to.contain('Current password');
    type(get<HTMLInputElement>(element, '#value'), 'another one over the barn');
    type(get<HTMLInputElement>(element, '#confirmation'), 'another one over the barn');
    await settled(document.body);
    const signedIn = oneEvent(element, 'signed-in') as Promise<SignedInEvent>;
    get(element, '[type=submit]').click();
    expect((await signedIn).landing).to.equal('account');
    expect(changes).to.deep.equal([{currentPassword: PASSWORD, newPassword: 'another one over the barn'}]);
  });

  it('tells the provider, unless the host takes over', async () => {
    const client = fakeClient({'GET /v1/session': refusal('unauthenticated'), 'POST /v1/session': sampleMe()});
    await show(stage(), html`<tenant-provider .client=${client}><tenant-sign-in tenant="northlight"></tenant-sign-in></tenant-provider>`);
    const provider = get<HTMLElementTagNameMap['tenant-provider']>(document.body, 'tenant-provider');
    const element = get<TenantSignIn>(document.body, 'tenant-sign-in');
    const input = (name: string): HTMLInputElement => get<HTMLInputElement>(element, `#${name}`);
    await until(() => provider.session?.status === 'signed-out', 'the provider');
    const mounted = {element, sent: [], input, submit: () => get(element, '[type=submit]')};
    element.addEventListener('signed-in', (event) => event.preventDefault(), {once: true});
    const first = oneEvent(element, 'signed-in');
    await send(mounted);
    await first;
    expect(provider.session?.status).to.equal('signed-out');
    await settled(document.body);
    const ready = oneEvent(provider, 'session-ready');
    await send(mounted);
    await ready;
    expect(provider.session?.status).to.equal('signed-in');
  });

  it('whoever comes back before choosing a new password is asked for both (A6)', async () => {
    const client = fakeClient({'GET /v1/session': restricted, 'GET /v1/tenants/self/password-policy': refusal('password-change-required')});
    await show(stage(), html`<tenant-provider .client=${client}><tenant-sign-in tenant="northlight"></tenant-sign-in></tenant-provider>`);
    const element = get<TenantSignIn>(document.body, 'tenant-sign-in');
    await until(() => find(element, '#current'), 'the form');
    expect(textOf(element)).to.contain('Choose a new password').and.to.contain('Current password');
  });

  it('a user made by the administrator signs in, has to choose a new password, and is in (S0-16, A6, A10, on the real server)', async () => {
    const {slug, client: administrator, roleIds} = await freshTenant();
    const {handoff} = await administrator.users.create({
      username: 'john.doe',
      email: 'john.doe@aurora.example',
      firstName: 'John',
      lastName: 'Doe',
      roleId: roleIds['tenant-user'],
      credential: {type: 'temporary', delivery: 'show'},
    });
    const client = new TenantClient({baseUrl: '/api', auth: {cookie: true}});
    await show(stage(), html`<tenant-sign-in tenant=${slug} .client=${client}></tenant-sign-in>`);
    const element = get<TenantSignIn>(document.body, 'tenant-sign-in');
    const press = (): void => get(element, '[type=submit]').click();
    type(get<HTMLInputElement>(element, '#username'), 'John.Doe');
    type(get<HTMLInputElement>(element, '#password'), 'not the password');
    await settled(document.body);
    press();
    await until(() => find(element, '[role=alert]'), 'the refusal');
    expect(textOf(get(element, '[role=alert]'))).to.equal('Username or password is wrong.');

    type(get<HTMLInputElement>(element, '#password'), handoff.temporaryPassword ?? '');
    await settled(document.body);
    press();
    await until(() => find(element, '.rules'), 'the new password');
    expect(textOf(get(element, '.rules'))).to.contain('15 characters or more');
    for (const name of ['#value', '#confirmation']) {
      type(get<HTMLInputElement>(element, name), 'john.doe over the barn');
    }
    await settled(document.body);
    press();
    await settled(document.body);
    expect(textOf(get(element, '.rules .wrong'))).to.contain('No name, username or email');
    for (const name of ['#value', '#confirmation']) {
      type(get<HTMLInputElement>(element, name), PASSWORD);
    }
    await settled(document.body);
    const signedIn = oneEvent(element, 'signed-in') as Promise<SignedInEvent>;
    press();
    const {me, landing} = await signedIn;
    expect([me.user.username, me.session?.kind, landing]).to.deep.equal(['john.doe', 'full', 'dashboard']);
  });

  it('no secret is in the page as markup or in an event (T27)', async () => {
    const mounted = await mount({'POST /v1/session': restricted});
    const heard: Event[] = [];
    for (const name of ['sign-in', 'signed-in', 'sign-in-failed']) {
      mounted.element.addEventListener(name, (event) => heard.push(event));
    }
    await send(mounted);
    await until(() => find(mounted.element, '.rules'), 'the new password');
    expect(mounted.element.shadowRoot?.innerHTML).not.to.contain(PASSWORD);
    expect(heard.some((event) => JSON.stringify(event).includes(PASSWORD))).to.equal(false);
  });
});
