import {expect, oneEvent} from '@open-wc/testing';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/create-user-form.ts';
import '../../define/tenant-provider.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {refusal} from '../../testing/fake-client.ts';
import {press} from '../../testing/keys.ts';
import {sampleMe} from '../../testing/samples.ts';
import {freshTenant, mailsTo, type TestMail} from '../../testing/tenant.ts';
import type {UserCreatedEvent} from './create-user-form.events.ts';
import {input, jonas, mailed, mailForm, readyForm, submit} from './create-user-form.states.ts';
import type {CreateUserForm} from './create-user-form.ts';

const CREATE = 'POST /v1/tenants/self/users';
const RESET = `POST /v1/tenants/self/users/${jonas.id}/reset-password` as const;
const ADDRESS = 'jonas.weber@nlab.example';

const welcome = (form: CreateUserForm): HTMLInputElement => get(form, '#welcome');

/** What the form sends, each time it does. */
const recorded = async (delivery: 'temporary' | 'email' | 'link', delivered: 'shown' | 'email' | 'link' | 'failed') => {
  const bodies: Record<string, unknown>[] = [];
  const form = await mailForm(stage(), delivery, {
    [CREATE]: async (request: Request) => {
      bodies.push((await request.json()) as Record<string, unknown>);
      return mailed(delivered);
    },
  });
  return {form, bodies};
};

describe('create-user-form, where the server sends mail', () => {
  afterEach(() => document.body.replaceChildren());

  it('without mail there is nothing to choose, and no welcome (S0-13)', async () => {
    const form = await readyForm(stage());
    get(form, '.check').click();
    await settled(document.body);
    expect([find(form, '#delivery'), find(form, '#welcome')]).to.deep.equal([undefined, undefined]);
  });

  for (const [delivery, credential, delivered, note, sentence] of [
    [
      'email',
      {type: 'temporary', delivery: 'email'},
      'email',
      'It goes to the address above. It is good for 24 hours. The user must choose a new one at first sign-in.',
      `Jonas Weber was created. A temporary password was sent to ${ADDRESS}.`,
    ],
    [
      'link',
      {type: 'link'},
      'link',
      'It goes to the address above, works once and is good for 72 hours. Until then the user has no password.',
      `Jonas Weber was created. A link for choosing a password was sent to ${ADDRESS}.`,
    ],
  ] as const) {
    it(`by ${delivery}: the hand-over says what was sent and where, with username and login page (S0-13, S0-37, A11, L6)`, async () => {
      const {form, bodies} = await recorded(delivery, delivered);
      expect(textOf(get(form, '#choice-note'))).to.equal(note);
      expect(welcome(form).checked).to.equal(true);
      const created = oneEvent(document.body, 'user-created') as Promise<UserCreatedEvent>;
      await submit(form);
      expect((await created).delivered).to.equal(delivered);
      await settled(document.body);
      expect(bodies.map(({credential: sent, sendWelcome}) => [sent, sendWelcome])).to.deep.equal([[credential, true]]);
      expect(textOf(get(form, '.notice.success'))).to.equal(sentence);
      const slip = get(form, 'credential-handoff');
      expect(textOf(slip)).to.contain('https://halyard.example/northlight').and.to.contain('jonas.weber');
      expect(find(slip, '[part=secret]')).to.equal(undefined);
    });
  }

  it('the welcome is a choice: by itself where the way in goes by mail, and as one says (L6)', async () => {
    const {form, bodies} = await recorded('temporary', 'shown');
    expect(welcome(form).checked).to.equal(false);
    welcome(form).click();
    await submit(form);
    await until(() => bodies.length === 1, 'the first user');
    const another = await recorded('link', 'link');
    welcome(another.form).click();
    await submit(another.form);
    await until(() => another.bodies.length === 1, 'the second user');
    expect([bodies[0]?.['sendWelcome'], another.bodies[0]?.['sendWelcome']]).to.deep.equal([true, false]);
  });

  it('a mail that could not be sent: the user is there, and it is sent again by keyboard, each time as another reset (E26, L6)', async () => {
    const asked: [unknown, string | null][] = [];
    const form = await mailForm(stage(), 'link', {
      [CREATE]: mailed('failed'),
      [RESET]: async (request: Request) => {
        asked.push([await request.json(), request.headers.get('idempotency-key')]);
        return asked.length === 1 ? refusal('internal-error') : mailed(asked.length === 2 ? 'failed' : 'link').handoff;
      },
    });
    const created = oneEvent(document.body, 'user-created') as Promise<UserCreatedEvent>;
    await submit(form);
    expect((await created).delivered).to.equal('failed');
    await settled(document.body);
    expect(textOf(get(form, '[role=alert]'))).to.contain(
      `Jonas Weber was created. The link for choosing a password could not be sent to ${ADDRESS} yet. The server goes on trying.`,
    );
    await until(() => get(form, 'credential-handoff').shadowRoot?.activeElement, 'the focus');
    await press('Shift+Tab');
    expect(form.shadowRoot?.activeElement).to.equal(get(form, '.again'));
    await press('Enter');
    await until(() => textOf(get(form, '[role=alert]')).includes('It was not sent again.'), 'the second failure');
    expect(form.shadowRoot?.activeElement).to.equal(get(form, '.again'));
    await press('Enter');
    await until(() => asked.length === 2 && get(form, 'credential-handoff').shadowRoot?.activeElement, 'the third');
    await press('Shift+Tab', 'Enter');
    await until(() => find(form, '.notice.success'), 'the success');
    expect(asked.map(([body]) => body)).to.deep.equal([{delivery: 'link'}, {delivery: 'link'}, {delivery: 'link'}]);
    expect(new Set(asked.map(([, key]) => key)).size).to.equal(3);
  });

  it('who may not reset passwords is offered no second mail (X1)', async () => {
    const form = await mailForm(stage(), 'email', {
      'GET /v1/session': sampleMe({features: ['mail']}),
      [CREATE]: mailed('failed'),
    });
    await submit(form);
    await until(() => find(form, 'credential-handoff'), 'the slip');
    await settled(document.body);
    expect([textOf(get(form, '[role=alert]')).includes(ADDRESS), find(form, '.again')]).to.deep.equal([true, undefined]);
  });

  it('a link is mailed, with the username in another mail, and sets a password that opens (S0-16, A11, L6, on the real server)', async () => {
    const name = `jonas.${Date.now().toString(36)}`;
    const {form, client, slug} = await realForm(name, `${name}@nlab.example`);
    get<HTMLSelectElement>(form, '#delivery').value = 'link';
    get(form, '#delivery').dispatchEvent(new Event('change'));
    await settled(document.body);
    const created = oneEvent(document.body, 'user-created') as Promise<UserCreatedEvent>;
    await submit(form);
    expect((await created).delivered).to.equal('link');
    const mails = await both(`${name}@nlab.example`);
    const withLink = mails.find(({text}) => text.includes('#token='));
    expect(withLink?.text).not.to.contain(name);
    expect(mails.find((mail) => mail !== withLink)?.text).to.contain(name);
    const token = /\/welcome#token=(\S+)/.exec(withLink?.text ?? '')?.[1] ?? '';
    const guest = new TenantClient({baseUrl: '/api', auth: {cookie: true}});
    await guest.me.completeReset({token, newPassword: 'weathervane over the barn'});
    const me = await guest.session.signIn({tenant: slug, username: name, password: 'weathervane over the barn'});
    expect(me.session?.kind).to.equal('full');
    expect((await client.users.get(me.user.id)).credential).to.equal('password');
  });

  it('where the mail server is down the user exists all the same (E26, on the real server)', async () => {
    const name = `nobody.${Date.now().toString(36)}`;
    const {form, client} = await realForm(name, `${name}@down.example`);
    get<HTMLSelectElement>(form, '#delivery').value = 'email';
    get(form, '#delivery').dispatchEvent(new Event('change'));
    await settled(document.body);
    const created = oneEvent(document.body, 'user-created') as Promise<UserCreatedEvent>;
    await submit(form);
    const {user, delivered} = await created;
    expect([delivered, (await client.users.get(user.id)).username]).to.deep.equal(['failed', name]);
    await until(() => find(form, '.again'), 'the offer to send it again');
    get(form, '.again').click();
    await settled(document.body);
    await until(() => find(form, '.again'), 'the same offer');
    expect(textOf(get(form, '[role=alert]'))).to.contain(`could not be sent to ${name}@down.example yet`);
  });
});

/** The form of an administrator on the real server, filled in, with a password that the server makes. */
const realForm = async (username: string, email: string) => {
  const {client, slug} = await freshTenant();
  await show(stage(), html`<tenant-provider .client=${client}><create-user-form></create-user-form></tenant-provider>`);
  const form = get<CreateUserForm>(document.body, 'create-user-form');
  await until(() => find(form, '#welcome') && find(get(form, 'role-select'), 'option[part]'), 'the form');
  for (const [id, text] of Object.entries({username, email, firstName: 'Jonas', lastName: 'Weber'})) {
    type(input(form, id), text);
  }
  get(form, '.check').click();
  await settled(document.body);
  return {form, client, slug};
};

/** Both mails of an address: the one that gives the way in, and the welcome. */
const both = async (address: string): Promise<TestMail[]> => {
  let mails: TestMail[] = [];
  while (mails.length < 2) {
    mails = await mailsTo(address);
  }
  return mails;
};
