import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../define/create-user-form.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {pageOf, sampleId, sampleMe} from '../../testing/samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {UserCreatedEvent, UserCreateEvent} from './create-user-form.events.ts';
import {answers, chooseTemporary, fill, GOOD, input, mountForm, readyForm, states, submit, taken} from './create-user-form.states.ts';
import type {CreateUserForm} from './create-user-form.ts';

const CREATE = 'POST /v1/tenants/self/users';

/** A form, and every request body that it sends. */
const recorded = async (changed: Answers = {}): Promise<{form: CreateUserForm; bodies: Record<string, unknown>[]}> => {
  const bodies: Record<string, unknown>[] = [];
  const answer = changed[CREATE] ?? answers[CREATE];
  const form = await readyForm(stage(), {
    ...changed,
    [CREATE]: async (request: Request) => {
      bodies.push((await request.clone().json()) as Record<string, unknown>);
      return typeof answer === 'function' ? answer(request) : answer;
    },
  });
  return {form, bodies};
};

const labels = (root: Element): string[] =>
  [...(root.shadowRoot?.querySelectorAll('label, password-field, role-select') ?? [])].flatMap((node) =>
    node.shadowRoot ? labels(node) : [textOf(node)],
  );

const note = (form: CreateUserForm, field: string): string => textOf(get(form, `#${field}-note`));

describe('create-user-form', () => {
  keepsPromises('create-user-form', {client: () => fakeClient(answers), properties: {roles: 'tenant-user developer'}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('has the fields in their order, each with its label (S0-09, S0-10, S0-11, S0-12, S0-13, S0-14, S1-05)', async () => {
    const form = await readyForm(stage());
    expect(labels(form)).to.deep.equal([
      'Username',
      'Email',
      'First Name',
      'Last Name',
      'Password',
      'Confirm Password',
      'Let the server make a temporary password',
      'Role',
    ]);
    const buttons = [...(form.shadowRoot?.querySelectorAll('[part=footer] button') ?? [])].map((button) => textOf(button));
    expect(buttons).to.deep.equal(['Cancel', 'Submit']);
  });

  it('has the helper texts of the fields, and the hint e.g. john.doe (S0-09, S1-05)', async () => {
    const form = await readyForm(stage());
    expect(['username', 'email', 'firstName', 'lastName'].map((field) => note(form, field))).to.deep.equal([
      'Unique identifier, e.g. john.doe',
      'Valid email address',
      "User's first name",
      "User's last name",
    ]);
    expect(textOf(get(get(form, 'password-field'), '#note'))).to.equal('Strong password');
    expect(textOf(get(get(form, 'password-field'), '#confirmation-note'))).to.equal('Re-enter the password to confirm');
    expect(textOf(get(get(form, 'role-select'), '#note'))).to.equal('Assign a role (e.g., Tenant User, or a custom role)');
    for (const field of ['username', 'email', 'firstName', 'lastName']) {
      expect(input(form, field).getAttribute('aria-describedby')).to.equal(`${field}-note`);
    }
  });

  it('the tab key goes through the fields in that order and ends at Submit (S1-05)', async () => {
    const form = await readyForm(stage());
    form.focus();
    const visited: string[] = [];
    for (let step = 0; step < 12; step++) {
      if (step > 0) {
        await sendKeys({press: 'Tab'}); // One more than these would leave the page for the browser's own controls.
      }
      let active: Element | null | undefined = document.activeElement;
      while (active?.shadowRoot?.activeElement) {
        active = active.shadowRoot.activeElement;
      }
      visited.push(active?.id || textOf(active ?? form) || (active?.className ?? ''));
    }
    expect(visited).to.deep.equal([
      'username',
      'email',
      'firstName',
      'lastName',
      'value',
      'Show',
      'Generate',
      'confirmation',
      'choice',
      'role',
      'Cancel',
      'Submit',
    ]);
  });

  it('the password is masked, new to the browser, and said to be temporary (S0-13, A10)', async () => {
    const form = await readyForm(stage());
    expect([input(form, 'value').type, input(form, 'value').autocomplete]).to.deep.equal(['password', 'new-password']);
    expect(textOf(get(form, '#choice-note'))).to.equal(
      'A password typed here is temporary: the user must choose a new one at first sign-in.',
    );
  });

  it('custom roles can be assigned, and Tenant User is the start (S0-14, S1-05)', async () => {
    const form = await readyForm(stage());
    expect(textOf(get(get(form, 'role-select'), 'optgroup'))).to.equal('GPU Researcher');
    expect(get<HTMLElementTagNameMap['role-select']>(form, 'role-select').value).to.equal(sampleId('rol', 1));
  });

  it('Submit without the required fields names them, sends nothing and goes to the first (S0-15, S1-06)', async () => {
    const {form, bodies} = await recorded();
    await submit(form);
    const summary = get(form, '.notice.danger');
    expect(textOf(summary)).to.equal('Check 5 fields: Username, Email, First Name, Last Name, Password. Nothing was sent.');
    expect(summary.getAttribute('role')).to.equal('alert');
    expect(note(form, 'username')).to.equal('Enter a username.');
    expect(form.shadowRoot?.activeElement?.id).to.equal('username');
    expect(input(form, 'username').getAttribute('aria-invalid')).to.equal('true');
    expect(bodies).to.have.length(0);
  });

  it('the links of the summary go to their fields, and those that are mended leave it (S0-15)', async () => {
    const {form} = await recorded();
    await fill(form, {confirmation: 'weathervane'});
    type(input(form, 'email'), 'jonas@');
    await settled(document.body);
    await submit(form);
    expect(textOf(get(form, '.notice.danger'))).to.equal('Check 2 fields: Email, Confirm Password. Nothing was sent.');
    expect(form.shadowRoot?.activeElement?.id).to.equal('email');
    get(form, 'a[href="#confirm"]').click();
    expect(get(form, 'password-field').shadowRoot?.activeElement?.id).to.equal('confirmation');
    expect(location.hash).to.equal('');
    type(input(form, 'email'), 'jonas@nlab.example');
    await settled(document.body);
    expect(textOf(get(form, '.notice.danger'))).to.equal('Check 1 field: Confirm Password. Nothing was sent.');
    type(input(form, 'confirmation'), GOOD);
    await settled(document.body);
    expect(find(form, '.notice.danger')).to.equal(undefined);
  });

  it('an address that is none is refused when the field is left (S0-03)', async () => {
    const form = await readyForm(stage());
    input(form, 'email').focus();
    await sendKeys({type: 'jonas@'});
    expect(note(form, 'email')).to.equal('Valid email address');
    await sendKeys({press: 'Tab'});
    await settled(document.body);
    expect(note(form, 'email')).to.equal('This is not a valid email address.');
  });

  it('a weak password is refused with its unmet rules named, and nothing is sent (S0-04)', async () => {
    const {form, bodies} = await recorded();
    await fill(form, {password: 'jonas.weber'});
    await submit(form);
    expect(textOf(get(form, '.notice.danger'))).to.equal('Check 1 field: Password. Nothing was sent.');
    const unmet = [...(get(form, 'password-field').shadowRoot?.querySelectorAll('.wrong') ?? [])].map((rule) => textOf(rule));
    expect(unmet).to.deep.equal(['15 characters or more, 11 so far (not met)', 'No name, username or email (not met)']);
    expect(bodies).to.have.length(0);
  });

  it('the role is required (S0-05)', async () => {
    const bodies: unknown[] = [];
    const form = await mountForm(stage(), {
      'GET /v1/tenants/self/roles': pageOf([]),
      [CREATE]: (request: Request) => bodies.push(request),
    });
    await until(() => get(form, 'role-select').matches(':state(empty)') && find(form, '.rules'), 'roles and rules');
    await fill(form);
    await submit(form);
    expect(textOf(get(form, '.notice.danger'))).to.equal('Check 1 field: Role. Nothing was sent.');
    expect(textOf(get(get(form, 'role-select'), '#note'))).to.equal('Choose a role.');
    expect(bodies).to.have.length(0);
  });

  it('sends what was typed, says so before and after, and forgets the password (S0-15, S1-06, T27, T30)', async () => {
    const {form, bodies} = await recorded();
    const intents: UserCreateEvent[] = [];
    document.body.addEventListener('user-create', (event) => intents.push(event), {once: true});
    const created = oneEvent(document.body, 'user-created') as Promise<UserCreatedEvent>;
    await fill(form);
    await submit(form);
    const {user, delivered} = await created;
    expect(bodies).to.deep.equal([
      {
        username: 'jonas.weber',
        email: 'jonas.weber@nlab.example',
        firstName: 'Jonas',
        lastName: 'Weber',
        roleId: sampleId('rol', 1),
        credential: {type: 'password', password: GOOD},
      },
    ]);
    expect(intents[0]?.value.username).to.equal('jonas.weber');
    expect(JSON.stringify(intents[0])).not.to.contain('weathervane');
    expect([user.username, delivered]).to.deep.equal(['jonas.weber', 'shown']);
    await settled(document.body);
    expect(textOf(get(form, '.notice.success'))).to.equal('Jonas Weber was created.');
    expect(['username', 'email', 'firstName', 'lastName', 'value', 'confirmation'].map((id) => input(form, id).value).join('')).to.equal(
      '',
    );
    expect([form.isEdited(), form.isHandingOver]).to.deep.equal([false, false]);
  });

  it('Enter in a field sends the form, in the password too (S1-06)', async () => {
    for (const field of ['email', 'confirmation']) {
      const {form, bodies} = await recorded();
      const created = oneEvent(document.body, 'user-created');
      await fill(form);
      input(form, field).focus();
      await sendKeys({press: 'Enter'});
      await created;
      expect(bodies, field).to.have.length(1);
    }
  });

  it('a host that cancels user-create keeps the form from sending', async () => {
    const {form, bodies} = await recorded();
    form.addEventListener('user-create', (event) => event.preventDefault());
    await fill(form);
    await submit(form);
    expect(bodies).to.have.length(0);
    expect(form.isEdited()).to.equal(true);
  });

  it('Submit is disabled while the request runs, and Enter sends nothing more (X2)', async () => {
    const {form, bodies} = await recorded({[CREATE]: never});
    await fill(form);
    await submit(form);
    const button = get<HTMLButtonElement>(form, '[part=submit]');
    expect([button.disabled, textOf(button)]).to.deep.equal([true, 'Creating…']);
    form.shadowRoot?.querySelector('form')?.requestSubmit();
    await until(() => bodies.length > 0, 'the request');
    await settled(document.body);
    expect(bodies).to.have.length(1);
  });

  it('checks the username as one types, once the typing pauses, and says that it is free (S0-09)', async () => {
    const asked: (string | null)[] = [];
    const form = await readyForm(stage(), {
      'GET /v1/tenants/self/username-check': (request: Request) => {
        const key = new URL(request.url).searchParams.get('value');
        asked.push(key);
        return {available: true, key, suggestions: []};
      },
    });
    for (const typed of ['J', 'Jo', 'Jonas', 'Jonas.', 'Jonas.W']) {
      type(input(form, 'username'), typed);
      await settled(document.body);
    }
    await until(() => find(form, '.free'), 'the check');
    expect(asked).to.deep.equal(['jonas.w']);
    expect(note(form, 'username')).to.equal('Available');
    expect(get(form, '.pair [role=status]').textContent?.trim()).to.equal('Jonas.W is available');
  });

  it('a taken username is an error at once, announced, with others as buttons (S0-09)', async () => {
    const {form, bodies} = await recorded({
      'GET /v1/tenants/self/username-check': (request: Request) =>
        request.url.endsWith('value=jonas.weber')
          ? taken(request)
          : (answers['GET /v1/tenants/self/username-check'] as typeof taken)(request),
    });
    await fill(form);
    await until(() => find(form, '.error-text .link-button'), 'the check');
    expect(note(form, 'username')).to.equal('Already in use. Try jonas.weber2 or j.weber.');
    expect(textOf(get(form, '.pair [role=status]'))).to.equal('Already in use. Try jonas.weber2 or j.weber.');
    await submit(form);
    expect(textOf(get(form, '.notice.danger'))).to.equal('Check 1 field: Username. Nothing was sent.');
    expect(bodies).to.have.length(0);
    get(form, '.error-text .link-button').click();
    await until(() => find(form, '.free'), 'the second check');
    expect([input(form, 'username').value, form.shadowRoot?.activeElement?.id]).to.deep.equal(['jonas.weber2', 'username']);
    expect(find(form, '.notice.danger')).to.equal(undefined);
  });

  it('lets the server make the password, and hands it over once (A10, X7)', async () => {
    const {form, bodies} = await recorded();
    await fill(form);
    await chooseTemporary(form);
    expect(getComputedStyle(get(form, 'password-field')).display).to.equal('none');
    expect(textOf(get(form, '#choice-note'))).to.equal(
      'You see it once, after Submit. It is good for 24 hours. The user must choose a new one at first sign-in.',
    );
    const created = oneEvent(document.body, 'user-created');
    await submit(form);
    await created;
    expect(form.isHandingOver).to.equal(true);
    await until(() => find(form, 'output'), 'the slip');
    expect(bodies[0]?.['credential']).to.deep.equal({type: 'temporary', delivery: 'show'});
    expect(textOf(get(form, '.notice.success'))).to.equal('Jonas Weber was created.');
    await until(() => get(form, 'credential-handoff').shadowRoot?.activeElement, 'the focus');
    const done = oneEvent(document.body, 'handoff-done');
    get(get(form, 'credential-handoff'), '.primary').click();
    await done;
    await settled(document.body);
    expect(form.isHandingOver).to.equal(false);
    expect(find(form, 'credential-handoff')).to.equal(undefined);
    expect(form.shadowRoot?.activeElement?.id).to.equal('username');
  });

  it('without users.create there is no form and nothing is fetched (S1-02, X1)', async () => {
    const asked: string[] = [];
    const never404 = (request: Request) => asked.push(request.url);
    const form = await mountForm(stage(), {
      'GET /v1/session': sampleMe({permissions: ['roles.read']}),
      'GET /v1/tenants/self/roles': never404,
      'GET /v1/tenants/self/password-policy': never404,
    });
    expect(textOf(form)).to.equal('You cannot create users Ask a Tenant Admin of your organization.');
    expect(find(form, 'form')).to.equal(undefined);
    expect(asked).to.have.length(0);
  });

  it('Cancel says so and empties the form where no dialog does (S0-15)', async () => {
    const form = await readyForm(stage());
    await fill(form);
    const cancelled = oneEvent(form, 'cancel');
    get(form, '[part=cancel]').click();
    await cancelled;
    await settled(document.body);
    expect([form.isEdited(), input(form, 'value').value]).to.deep.equal([false, '']);
  });

  it('in a dialog it fills it, keeps what was typed on Cancel, and forgets all when the dialog closes (X7, T30)', async () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    const form = await readyForm(dialog);
    expect(get(form, 'form').classList.contains('bare')).to.equal(true);
    await fill(form);
    get(form, '[part=cancel]').click();
    expect(form.isEdited()).to.equal(true);
    const closed = oneEvent(dialog, 'close');
    dialog.close();
    await closed;
    await settled(document.body);
    expect([form.isEdited(), input(form, 'value').value]).to.deep.equal([false, '']);
  });

  it('forgets the password when it leaves the page, and keeps the rest (T30)', async () => {
    const container = stage();
    const form = await readyForm(container);
    await fill(form);
    form.remove();
    await Promise.resolve();
    container.append(form);
    await settled(document.body);
    expect([form.value.username, input(form, 'value').value]).to.deep.equal(['jonas.weber', '']);
  });

  it('what one administrator typed is not for another', async () => {
    let me = sampleMe();
    const container = stage();
    const form = await readyForm(container, {'GET /v1/session': () => me});
    await fill(form);
    me = sampleMe({user: {...me.user, id: sampleId('usr', 99)}});
    await get<HTMLElementTagNameMap['tenant-provider']>(container, 'tenant-provider').refresh();
    await until(() => !form.isEdited(), 'the empty form');
  });

  it('stands alone on a page without a provider', async () => {
    const container = stage();
    await show(container, html`<create-user-form .client=${fakeClient(answers)}></create-user-form>`);
    const form = get<CreateUserForm>(container, 'create-user-form');
    await until(() => find(get(form, 'role-select'), 'option[part]'), 'the roles');
    const created = oneEvent(container, 'user-created');
    await fill(form);
    await submit(form);
    await created;
  });

  it('its fields can be set from outside, all but the password', async () => {
    const form = await readyForm(stage());
    form.value = {username: 'nia.castellanos', roleId: sampleId('rol', 4)};
    await settled(document.body);
    expect(input(form, 'username').value).to.equal('nia.castellanos');
    expect(get<HTMLElementTagNameMap['role-select']>(form, 'role-select').value).to.equal(sampleId('rol', 4));
  });
});
