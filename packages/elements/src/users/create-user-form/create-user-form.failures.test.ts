import {expect, oneEvent} from '@open-wc/testing';
import type {Me} from '@tenantry/sdk';
import '../../define/create-user-form.ts';
import {find, get, settled, stage, textOf, type, until} from '../../testing/element-state.ts';
import {refusal, unreachable} from '../../testing/fake-client.ts';
import {freshTenant} from '../../testing/tenant.ts';
import type {UserCreateFailedEvent} from './create-user-form.events.ts';
import {answers, chooseTemporary, fill, GOOD, input, mountForm, readyForm, submit} from './create-user-form.states.ts';
import type {CreateUserForm} from './create-user-form.ts';

const CREATE = 'POST /v1/tenants/self/users';

const failed = async (answer: unknown): Promise<{form: CreateUserForm; event: UserCreateFailedEvent}> => {
  const form = await readyForm(stage(), {[CREATE]: answer});
  const failure = oneEvent(document.body, 'user-create-failed') as Promise<UserCreateFailedEvent>;
  await fill(form);
  await submit(form);
  const event = await failure;
  await settled(document.body);
  return {form, event};
};

const keepsAll = (form: CreateUserForm): void => {
  expect(['username', 'email', 'firstName', 'lastName', 'value', 'confirmation'].map((id) => input(form, id).value)).to.deep.equal([
    'jonas.weber',
    'jonas.weber@nlab.example',
    'Jonas',
    'Weber',
    GOOD,
    GOOD,
  ]);
  expect(get<HTMLButtonElement>(form, '[part=submit]').disabled).to.equal(false);
};

const notice = (form: CreateUserForm): string => textOf(get(form, '.notice.danger'));

const refused = (pointer: string, code = 'not-allowed'): object => ({errors: [{pointer, code, detail: 'Refused'}]});

describe('create-user-form, when the server refuses', () => {
  afterEach(() => document.body.replaceChildren());

  for (const [title, answer, place, name, sentence] of [
    ['a taken username', refusal('username-taken', refused('#/username')), 'username', 'Username', 'Already in use.'],
    ['a taken email', refusal('email-taken', refused('#/email')), 'email', 'Email', 'Already in use.'],
    ['a reserved username', refusal('username-reserved', refused('#/username')), 'username', 'Username', 'Nobody may have this username.'],
    ['an address', refusal('validation-failed', refused('#/email', 'format')), 'email', 'Email', 'This is not a valid email address.'],
    ['a name', refusal('validation-failed', refused('#/lastName', 'too-long')), 'lastName', 'Last Name', '100 characters at most.'],
  ] as const) {
    it(`${title}: the error is on its field, has the focus, and all that was typed stays (S0-03, S0-09, X4)`, async () => {
      const {form, event} = await failed(answer);
      expect(notice(form)).to.equal(`Check 1 field: ${name}. The user was not created.`);
      expect(textOf(get(form, `#${place}-note`))).to.equal(sentence);
      expect(form.shadowRoot?.activeElement?.id).to.equal(place);
      expect(event.error.kind).to.equal('api');
      keepsAll(form);
      type(input(form, place), place === 'email' ? 'another@nlab.example' : 'another');
      await settled(document.body);
      expect(textOf(get(form, `#${place}-note`))).not.to.equal(sentence);
    });
  }

  it("the password's rules are named on the password (S0-04, X4)", async () => {
    const {form} = await failed(refusal('password-policy', {rules: ['blocklisted', 'contains-personal']}));
    const field = get(form, 'password-field');
    expect([...(field.shadowRoot?.querySelectorAll('.wrong') ?? [])].map((rule) => textOf(rule))).to.deep.equal([
      'No name, username or email (not met)',
      'Not a common password (not met)',
    ]);
    expect(notice(form)).to.equal('Check 1 field: Password. The user was not created.');
    expect(field.shadowRoot?.activeElement?.id).to.equal('value');
    keepsAll(form);
  });

  for (const [title, answer, sentence] of [
    ['a disabled role', refusal('role-not-assignable', refused('#/roleId')), 'This role is disabled. Choose another one.'],
    [
      'a role that is gone',
      refusal('validation-failed', refused('#/roleId', 'unknown-reference')),
      'There is no such role any more. Choose another one.',
    ],
    [
      'a role above one',
      refusal('privilege-escalation', {missing: ['users.export']}),
      'This role has rights that you do not have. Choose another one.',
    ],
  ] as const) {
    it(`${title}: the error is on the role (S0-05, X4)`, async () => {
      const {form} = await failed(answer);
      const role = get(form, 'role-select');
      expect(textOf(get(role, '#note'))).to.equal(sentence);
      expect(role.shadowRoot?.activeElement?.id).to.equal('role');
      keepsAll(form);
    });
  }

  for (const [title, answer, sentence] of [
    [
      'a busy server',
      refusal('temporarily-unavailable'),
      'The user was not created. The server is busy. Wait a moment. What you typed is still here. Request ID 5c1f9a3e-77d0',
    ],
    [
      'a session that has ended (X12)',
      refusal('session-ended'),
      'The user was not created. Your session has ended. Sign in again. What you typed is still here. Request ID 5c1f9a3e-77d0',
    ],
    [
      'a permission that is lacking',
      refusal('permission-denied', {required: 'users.create'}),
      'The user was not created. You do not have the permission for this. Ask a Tenant Admin. What you typed is still here. Request ID 5c1f9a3e-77d0',
    ],
    [
      'an error inside the server',
      refusal('internal-error'),
      'The server has a problem. It is not your doing. We could not see whether jonas.weber was created. Submit again without changes: nobody is created twice. What you typed is still here. Request ID 5c1f9a3e-77d0',
    ],
    [
      'an answer that is lost',
      unreachable,
      'The server could not be reached. Check your connection. We could not see whether jonas.weber was created. Submit again without changes: nobody is created twice. What you typed is still here.',
    ],
  ] as const) {
    it(`${title}: says what is known, takes the focus and keeps what was typed (X4)`, async () => {
      const {form} = await failed(answer);
      expect(notice(form).replaceAll(/\s+/g, ' ')).to.equal(sentence);
      expect(form.shadowRoot?.activeElement).to.equal(get(form, '.notice.danger'));
      keepsAll(form);
    });
  }

  it('a second try without a change is sent again', async () => {
    let tries = 0;
    const form = await readyForm(stage(), {
      [CREATE]: (request: Request) =>
        tries++ === 0 ? refusal('temporarily-unavailable') : (answers[CREATE] as (asked: Request) => unknown)(request),
    });
    await fill(form);
    await submit(form);
    await until(() => find(form, '.notice.danger'), 'the failure');
    const created = oneEvent(document.body, 'user-created');
    await submit(form);
    await created;
    await settled(document.body);
    expect(find(form, '.notice.danger')).to.equal(undefined);
  });

  it('works without the rules of the policy: the server names them', async () => {
    const form = await mountForm(stage(), {
      'GET /v1/tenants/self/password-policy': unreachable,
      [CREATE]: refusal('password-policy', {rules: ['too-short']}),
    });
    await until(() => find(get(form, 'role-select'), 'option[part]'), 'the roles');
    await fill(form, {password: 'short'});
    await submit(form);
    await until(() => find(form, '.wrong'), 'the rules');
    expect(textOf(get(form, '.wrong'))).to.equal('More characters, 5 so far (not met)');
  });

  it('text from the server stays text (X8)', async () => {
    const form = await readyForm(stage(), {
      'GET /v1/tenants/self/username-check': {available: false, key: 'jonas.weber', problem: 'username-taken', suggestions: ['<b>x</b>']},
    });
    await fill(form);
    await until(() => find(form, '.error-text .link-button'), 'the check');
    expect(textOf(get(form, '.error-text .link-button'))).to.equal('<b>x</b>');
  });
});

describe('create-user-form, with the real server', () => {
  afterEach(() => document.body.replaceChildren());

  const standing = async (): Promise<{form: CreateUserForm; tenant: Awaited<ReturnType<typeof freshTenant>>}> => {
    const tenant = await freshTenant();
    const form = document.createElement('create-user-form');
    form.client = tenant.client;
    stage().append(form);
    await settled(document.body);
    await until(() => find(get(form, 'role-select'), 'option[part]') && find(form, '.rules'), 'roles and rules');
    return {form, tenant};
  };

  it('creates the user whom the list then has (S0-15, S1-06, S1-07)', async () => {
    const {form, tenant} = await standing();
    const created = oneEvent(form, 'user-created');
    await fill(form);
    await submit(form);
    await created;
    const {items} = await tenant.client.users.list();
    expect(items.map(({username}) => username)).to.include('jonas.weber');
    expect(items.find(({username}) => username === 'jonas.weber')?.role.name).to.equal('Tenant User');
  });

  it('hands over a temporary password that is good for signing in (A10)', async () => {
    const {form, tenant} = await standing();
    await fill(form);
    await chooseTemporary(form);
    await submit(form);
    await until(() => find(form, 'output'), 'the slip');
    const password = get(form, 'output').textContent?.trim() ?? '';
    const response = await fetch('/api/v1/session', {
      method: 'POST',
      headers: {'content-type': 'application/json', 'x-requested-with': 'tenantry'},
      body: JSON.stringify({tenant: tenant.slug, username: 'jonas.weber', password}),
    });
    const me = (await response.json()) as Me;
    expect(me.session?.kind).to.equal('passwordChangeRequired');
  });

  it('a name that is taken is seen while typing, one that was taken meanwhile when it is sent (S0-09, X4)', async () => {
    const {form} = await standing();
    type(input(form, 'username'), 'tenant.admin');
    await until(() => find(form, '.error-text .link-button'), 'the check');
    expect(textOf(get(form, '#username-note'))).to.contain('Already in use. Try ');
    const created = oneEvent(form, 'user-created');
    await fill(form);
    await submit(form);
    await created;
    await settled(document.body);
    const failure = oneEvent(form, 'user-create-failed');
    await fill(form);
    type(input(form, 'email'), 'jonas.weber2@nlab.example');
    await submit(form);
    await failure;
    await until(() => find(form, '#username-note.error-text'), 'the refusal');
    expect(form.shadowRoot?.activeElement?.id).to.equal('username');
  });

  it('a common password is refused by name (S0-04)', async () => {
    const {form} = await standing();
    const failure = oneEvent(form, 'user-create-failed');
    await fill(form, {password: 'passwordpassword'});
    await submit(form);
    await failure;
    await settled(document.body);
    expect(textOf(get(get(form, 'password-field'), '.wrong'))).to.equal('Not a common password (not met)');
  });
});
