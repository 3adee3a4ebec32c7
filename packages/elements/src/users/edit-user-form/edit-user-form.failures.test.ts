import {expect, oneEvent} from '@open-wc/testing';
import {isApiError} from '@tenantry/sdk';
import '../../define/edit-user-form.ts';
import {find, get, settled, stage, textOf, until} from '../../testing/element-state.ts';
import {type Answers, refusal, unreachable} from '../../testing/fake-client.ts';
import {sampleId, sampleUser} from '../../testing/samples.ts';
import {clientOf, freshTenant, type TestTenant, type TestUser} from '../../testing/tenant.ts';
import type {UserUpdateFailedEvent} from './edit-user-form.events.ts';
import {
  ALL,
  answers,
  chooseRole,
  edit,
  fill,
  input,
  meWith,
  mountForm,
  readyForm,
  sampleNia,
  save,
  UPDATE,
  USER,
} from './edit-user-form.states.ts';
import type {EditUserForm} from './edit-user-form.ts';

type Answer = (request: Request) => unknown;

const fails = async (form: EditUserForm): Promise<UserUpdateFailedEvent> => {
  const failure = oneEvent(document.body, 'user-update-failed') as Promise<UserUpdateFailedEvent>;
  await save(form);
  const event = await failure;
  await settled(document.body);
  return event;
};

const succeeds = async (form: EditUserForm): Promise<void> => {
  const fact = oneEvent(document.body, 'user-updated');
  await save(form);
  await fact;
  await settled(document.body);
};

const failed = async (answer: unknown, changed: Answers = {}): Promise<EditUserForm> => {
  const form = await readyForm(stage(), {[UPDATE]: answer, ...changed});
  edit(form);
  get(form, '#extraPermissions .check:not(:checked)').click();
  await fails(form);
  return form;
};

const keepsAll = (form: EditUserForm): void => {
  expect(['email', 'firstName', 'lastName'].map((id) => input(form, id).value)).to.deep.equal([
    'nia.c@nlab.example',
    'Nia',
    'Castellanos-Ruiz',
  ]);
  expect(textOf(get(form, 'option:checked'))).to.equal('Analyst');
  expect(form.renderRoot.querySelectorAll('.check:checked')).to.have.length(2);
};

const note = (form: EditUserForm, field: string): string =>
  textOf(field === 'roleId' ? get(get(form, 'role-select'), '#note') : get(form, `#${field}-note`));

const notice = (form: EditUserForm): string => textOf(get(form, '.notice.danger'));

const refused = (pointer: string, code = 'not-allowed'): object => ({errors: [{pointer, code, detail: 'Refused'}]});

describe('edit-user-form, when the server refuses', () => {
  afterEach(() => document.body.replaceChildren());

  for (const [title, answer, field, name, sentence] of [
    ['a taken email', refusal('email-taken', refused('#/email')), 'email', 'Email', 'Already in use.'],
    ['an address', refusal('validation-failed', refused('#/email', 'format')), 'email', 'Email', 'This is not a valid email address.'],
    ['a name', refusal('validation-failed', refused('#/lastName', 'too-long')), 'lastName', 'Last Name', '100 characters at most.'],
    [
      'a disabled role',
      refusal('role-not-assignable', refused('#/roleId')),
      'roleId',
      'Role',
      'This role is disabled. Choose another one.',
    ],
    [
      'a role that is gone',
      refusal('validation-failed', refused('#/roleId', 'unknown-reference')),
      'roleId',
      'Role',
      'There is no such role any more. Choose another one.',
    ],
    [
      'the last administrator (G4)',
      refusal('last-administrator'),
      'roleId',
      'Role',
      'Nobody else could sign in as Tenant Admin. Make somebody else a Tenant Admin first.',
    ],
    [
      'a permission that the server does not know',
      refusal('validation-failed', refused('#/extraPermissions/1')),
      'extraPermissions',
      'Extra permissions',
      'The server did not accept this.',
    ],
  ] as const) {
    it(`${title}: the error is on its field, has the focus, and all that was typed stays (S0-31, X4)`, async () => {
      const form = await failed(answer);
      expect(notice(form)).to.equal(`Check 1 field: ${name}. Nothing was saved.`);
      expect(note(form, field)).to.equal(sentence);
      const {activeElement} = form.shadowRoot ?? {};
      expect(activeElement?.closest(`#${field}, role-select`)).to.equal(get(form, field === 'roleId' ? 'role-select' : `#${field}`));
      keepsAll(form);
    });
  }

  for (const [title, answer, names, sentence] of [
    [
      'rights that one lacks (G1)',
      refusal('privilege-escalation', {missing: ['users.delete']}),
      'Role, Extra permissions',
      'The user would have rights that you do not have. Choose less.',
    ],
    [
      'a user who is stronger (G2)',
      refusal('insufficient-authority', {missing: ['users.delete']}),
      'Email, Role, Extra permissions',
      'This user has rights that you do not have. Ask somebody who has them.',
    ],
    [
      'oneself (G3)',
      refusal('self-modification'),
      'Email, Last Name, Role, Extra permissions',
      'This is your own user. Somebody else has to change it here.',
    ],
    [
      'a permission that one has no more',
      refusal('permission-denied', {required: 'users.assignRole'}),
      'Role, Extra permissions',
      'You do not have the permission to change this.',
    ],
  ] as const) {
    it(`${title}: says so on every field that it is about (X4)`, async () => {
      const form = await failed(answer);
      expect(notice(form)).to.equal(`Check ${names.split(', ').length} fields: ${names}. Nothing was saved.`);
      expect(note(form, 'extraPermissions')).to.equal(sentence);
      expect(note(form, 'roleId')).to.equal(sentence);
      keepsAll(form);
    });
  }

  it('an error on a field goes when the field is edited, the others stay (X4)', async () => {
    const form = await failed(refusal('insufficient-authority'));
    fill(form, 'email', 'nia.castellanos@nlab.example');
    await settled(document.body);
    expect(find(form, '#email-note')).to.equal(undefined);
    expect(notice(form)).to.equal('Check 2 fields: Role, Extra permissions. Nothing was saved.');
  });

  for (const [title, answer, sentence] of [
    [
      'a busy server',
      refusal('temporarily-unavailable'),
      'Nothing was saved. The server is busy. Wait a moment. What you typed is still here. Request ID 5c1f9a3e-77d0',
    ],
    [
      'a session that has ended (X12)',
      refusal('session-ended'),
      'Nothing was saved. Your session has ended. Sign in again. What you typed is still here. Request ID 5c1f9a3e-77d0',
    ],
    [
      'an error inside the server',
      refusal('internal-error'),
      'The server has a problem. It is not your doing. We could not see whether your changes were saved. Save again without changing anything: nothing is done twice. What you typed is still here. Request ID 5c1f9a3e-77d0',
    ],
    [
      'an answer that is lost',
      unreachable,
      'The server could not be reached. Check your connection. We could not see whether your changes were saved. Save again without changing anything: nothing is done twice. What you typed is still here.',
    ],
  ] as const) {
    it(`${title}: says what is known, takes the focus and keeps what was typed (X4)`, async () => {
      const form = await failed(answer);
      expect(notice(form)).to.equal(sentence);
      expect(form.shadowRoot?.activeElement).to.equal(get(form, '.notice.danger'));
      keepsAll(form);
    });
  }

  it('a user who was deleted meanwhile: it says so, nothing that was typed is lost, and there is no Save (E5)', async () => {
    const form = await failed(refusal('not-found'));
    expect(notice(form)).to.equal('Nia Castellanos was deleted in the meantime. Nothing was saved. What you typed is still here.');
    expect(find(form, '[part=submit]')).to.equal(undefined);
    expect(form.shadowRoot?.activeElement).to.equal(get(form, '.notice.danger'));
    keepsAll(form);
  });

  it('a try whose answer was lost is repeated with the same key, another change has another one (X2)', async () => {
    const keys: (string | null)[] = [];
    const form = await readyForm(stage(), {
      [UPDATE]: (request: Request) => {
        keys.push(request.headers.get('idempotency-key'));
        return keys.length < 3 ? unreachable() : (answers[UPDATE] as Answer)(request);
      },
    });
    edit(form);
    await fails(form);
    await fails(form);
    fill(form, 'firstName', 'Nía');
    await settled(document.body);
    await succeeds(form);
    expect(keys[0]).to.match(/^[\w-]{16,64}$/);
    expect(keys[1]).to.equal(keys[0]);
    expect(keys[2]).not.to.equal(keys[0]);
  });

  it('text from the server stays text (X8)', async () => {
    const form = await readyForm(stage(), {[USER]: sampleNia({username: '<b>nia</b>', extraPermissions: ['<i>x</i>']})});
    expect(textOf(get(form, '.fact'))).to.equal('<b>nia</b>');
    expect(form.shadowRoot?.querySelector('b, i')).to.equal(null);
  });
});

describe('edit-user-form, when the user does not come', () => {
  afterEach(() => document.body.replaceChildren());

  it('says why, tells the host, and tries again (X6)', async () => {
    let asked = 0;
    const told = oneEvent(document.body, 'tenant-error');
    const form = await mountForm(stage(), {[USER]: () => (asked++ === 0 ? refusal('internal-error') : sampleNia())});
    expect((await told).type).to.equal('tenant-error');
    await settled(document.body);
    expect(textOf(form)).to.contain('The user could not be loaded The server has a problem. It is not your doing.');
    get(form, '.state .primary').click();
    await until(() => find(form, '#email'), 'the user');
    expect(form.matches(':state(error)')).to.equal(false);
  });

  it('a user who is not there is not asked for again', async () => {
    const form = await mountForm(stage(), {[USER]: refusal('not-found')});
    await until(() => find(form, '.state'), 'the state');
    expect(textOf(form)).to.equal('There is no such user any more Somebody has deleted the user.');
  });

  it('when the session ends, what was typed stays, and is there when the same one is back (X12)', async () => {
    let me: unknown = meWith(ALL);
    const container = stage();
    const form = await readyForm(container, {'GET /v1/session': () => me});
    const provider = get<HTMLElementTagNameMap['tenant-provider']>(container, 'tenant-provider');
    edit(form);
    me = refusal('session-ended');
    await provider.refresh();
    await settled(document.body);
    expect(input(form, 'lastName').value).to.equal('Castellanos-Ruiz');
    me = meWith(ALL);
    await provider.refresh();
    await until(() => find(form, 'option[part]'), 'the form');
    await settled(document.body);
    expect([input(form, 'lastName').value, textOf(get(form, 'option:checked'))]).to.deep.equal(['Castellanos-Ruiz', 'Analyst']);
  });

  it('what one administrator typed is not for another (X12)', async () => {
    let me = meWith(ALL);
    const container = stage();
    const form = await readyForm(container, {'GET /v1/session': () => me});
    edit(form);
    await settled(document.body);
    me = meWith(ALL, {user: sampleUser({id: sampleId('usr', 99)})});
    await get<HTMLElementTagNameMap['tenant-provider']>(container, 'tenant-provider').refresh();
    await until(() => find(form, '#lastName') && input(form, 'lastName').value === 'Castellanos', 'the form as it was');
    expect(form.isEdited()).to.equal(false);
  });

  it('left while it saves, it goes on, and tells the end by its event alone', async () => {
    const answer = Promise.withResolvers<void>();
    const signals: AbortSignal[] = [];
    const form = await readyForm(stage(), {
      [UPDATE]: async (request: Request) => {
        signals.push(request.signal);
        await answer.promise;
        return (answers[UPDATE] as Answer)(request);
      },
    });
    edit(form);
    await save(form);
    const fact = oneEvent(form, 'user-updated');
    form.remove();
    await Promise.resolve();
    expect([signals[0]?.aborted, form.isSending]).to.deep.equal([false, true]);
    answer.resolve();
    await fact;
    expect(form.isSending).to.equal(false);
  });
});

describe('edit-user-form, with the real server', () => {
  afterEach(() => document.body.replaceChildren());

  const formFor = async (tenant: TestTenant, {id}: TestUser): Promise<EditUserForm> => {
    const form = document.createElement('edit-user-form');
    form.client = tenant.client;
    form.userId = id;
    stage().append(form);
    await until(() => find(form, 'option[part]'), 'the user and the roles');
    await settled(document.body);
    return form;
  };

  const standing = async () => {
    const tenant = await freshTenant([{username: 'nia', firstName: 'Nia', lastName: 'Castellanos'}, {username: 'oskar'}]);
    const [nia, oskar] = tenant.users as [TestUser, TestUser];
    return {tenant, nia, oskar, form: await formFor(tenant, nia)};
  };

  it('saves email, names, role, permissions and note, and who is changed has them at once (S0-31, S1-09)', async () => {
    const {tenant, nia, form} = await standing();
    fill(form, 'email', 'Nia.C@NLAB.example');
    fill(form, 'lastName', 'Castellanos-Ruiz');
    fill(form, 'note', 'On leave.\nBack in June.');
    chooseRole(form, 'Analyst');
    const permission = [...form.renderRoot.querySelectorAll('.check-row')].find((row) => textOf(row) === 'Submit jobs');
    get(permission ?? form, 'input').click();
    await succeeds(form);
    const user = await tenant.client.users.get(nia.id);
    expect([user.email, user.lastName, user.note, user.role.key, user.extraPermissions, user.version]).to.deep.equal([
      'Nia.C@nlab.example',
      'Castellanos-Ruiz',
      'On leave.\nBack in June.',
      'analyst',
      ['jobs.submit'],
      2,
    ]);
    const me = await clientOf(nia).session.get();
    expect([me.user.email, me.permissions.includes('jobs.submit')]).to.deep.equal(['Nia.C@nlab.example', true]);
    fill(form, 'note', '');
    await succeeds(form);
    expect((await tenant.client.users.get(nia.id)).note).to.equal(null);
  });

  it('an email that another user has is refused on its field (X4)', async () => {
    const {tenant, oskar, form} = await standing();
    const {email} = await tenant.client.users.get(oskar.id);
    fill(form, 'email', email.toUpperCase());
    const {error} = await fails(form);
    expect(isApiError(error) && error.code).to.equal('email-taken');
    expect([note(form, 'email'), form.shadowRoot?.activeElement?.id]).to.deep.equal(['Already in use.', 'email']);
  });

  it('nobody changes oneself, and the form says so (G3)', async () => {
    const {tenant} = await standing();
    document.body.replaceChildren();
    const form = await formFor(tenant, tenant.administrator);
    fill(form, 'firstName', 'Another');
    await fails(form);
    expect(note(form, 'firstName')).to.equal('This is your own user. Somebody else has to change it here.');
  });
});
