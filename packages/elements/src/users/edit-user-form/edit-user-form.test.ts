import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../define/edit-user-form.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, operationOf, refusal, requestsOf} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {sampleId, sampleUser} from '../../testing/samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {UserUpdatedEvent, UserUpdateEvent} from './edit-user-form.events.ts';
import {answers, edit, fill, input, NIA, readyForm, sampleNia, save, states, UPDATE, USER} from './edit-user-form.states.ts';
import type {EditUserForm} from './edit-user-form.ts';

type Answer = (request: Request) => unknown;

/** A form, and every change that it sends. */
const recorded = async (changed: Answers = {}): Promise<{form: EditUserForm; sent: {body: unknown; ifMatch: string | null}[]}> => {
  const sent: {body: unknown; ifMatch: string | null}[] = [];
  const answer = changed[UPDATE] ?? answers[UPDATE];
  const form = await readyForm(stage(), {
    ...changed,
    [UPDATE]: async (request: Request) => {
      sent.push({body: await request.clone().json(), ifMatch: request.headers.get('if-match')});
      return typeof answer === 'function' ? (answer as Answer)(request) : answer;
    },
  });
  return {form, sent};
};

const note = (form: EditUserForm, field: string): string => textOf(get(form, `#${field}-note`));

const active = (): Element | null => {
  let {activeElement} = document;
  while (activeElement?.shadowRoot?.activeElement) {
    ({activeElement} = activeElement.shadowRoot);
  }
  return activeElement;
};

describe('edit-user-form', () => {
  keepsPromises('edit-user-form', {client: () => fakeClient(answers), properties: {userId: NIA}, nonsense: {'user-id': '?'}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('shows email, names, role, extra permissions and note, and the username as something that stays (S0-31, S1-09, L1)', async () => {
    const form = await readyForm(stage());
    const labels = [...(form.shadowRoot?.querySelectorAll('[part=label], role-select') ?? [])].map((label) =>
      label.localName === 'role-select' ? textOf(get(label, 'label')) : textOf(label),
    );
    expect(labels).to.deep.equal(['Username', 'Email', 'First Name', 'Last Name', 'Role', 'Extra permissions', 'Note']);
    expect(textOf(get(form, '.fact'))).to.equal('nia.castellanos');
    expect(['email', 'firstName', 'lastName', 'note'].map((field) => input(form, field).value)).to.deep.equal([
      'nia.castellanos@nlab.example',
      'Nia',
      'Castellanos',
      'Works on the weather models.',
    ]);
    expect(get<HTMLSelectElement>(form, 'select').selectedOptions[0]?.text).to.equal('Tenant User');
    const ticked = [...(form.shadowRoot?.querySelectorAll('.check-row:has(:checked)') ?? [])].map((row) => textOf(row));
    expect(ticked).to.deep.equal(['Query models']);
    expect([...get(form, '[part=footer]').children].map((button) => textOf(button))).to.deep.equal(['Cancel', 'Save']);
  });

  it('sends what was changed and nothing else, for the version that it shows (S0-31, S1-09, W9)', async () => {
    const {form, sent} = await recorded();
    const intent = oneEvent(document.body, 'user-update') as Promise<UserUpdateEvent>;
    const fact = oneEvent(document.body, 'user-updated') as Promise<UserUpdatedEvent>;
    edit(form);
    get(form, '#extraPermissions .check:not(:checked)').click();
    fill(form, 'note', '  ');
    await save(form);
    const patch = {
      email: 'nia.c@nlab.example',
      lastName: 'Castellanos-Ruiz',
      roleId: sampleId('rol', 2),
      extraPermissions: ['models.query', 'users.read'],
      note: null,
    };
    expect((await intent).patch).to.deep.equal(patch);
    expect((await intent).user.version).to.equal(3);
    expect((await fact).user.lastName).to.equal('Castellanos-Ruiz');
    expect(sent).to.deep.equal([{body: patch, ifMatch: '"3"'}]);
    await settled(document.body);
    expect(textOf(get(form, '.notice.success'))).to.equal('Your changes to Nia Castellanos-Ruiz were saved.');
    expect(form.isEdited()).to.equal(false);
    fill(form, 'firstName', 'Nía');
    const again = oneEvent(document.body, 'user-updated');
    await save(form);
    await again;
    expect(sent[1]).to.deep.equal({body: {firstName: 'Nía'}, ifMatch: '"4"'});
  });

  it('what means the same is no change: spaces around it, another spelling of a host, a box that was ticked and unticked (W6)', async () => {
    const {form, sent} = await recorded();
    fill(form, 'email', ' nia.castellanos@NLAB.example ');
    fill(form, 'firstName', ' Nia ');
    get(form, '#extraPermissions .check:not(:checked)').click();
    await settled(document.body);
    expect(form.isEdited()).to.equal(true);
    get(form, '#extraPermissions .check:checked').click();
    await settled(document.body);
    expect(form.isEdited()).to.equal(false);
    await save(form);
    expect(textOf(get(form, '[role=status]'))).to.equal('Nothing has changed, so there is nothing to save.');
    expect(sent).to.have.length(0);
  });

  it('by keyboard alone: from field to field, a role, a permission, and Enter saves (S0-31, S1-09)', async () => {
    const {form, sent} = await recorded();
    form.focus();
    expect(active()?.id).to.equal('email');
    await sendKeys({press: 'End'});
    await sendKeys({type: 'x'});
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Tab'});
    expect(active()?.id).to.equal('lastName');
    await sendKeys({press: 'Tab'});
    expect(active()?.id).to.equal('role');
    await sendKeys({press: 'Tab'});
    await sendKeys({press: ' '});
    expect((active() as HTMLInputElement).checked).to.equal(true);
    const fact = oneEvent(form, 'user-updated');
    input(form, 'lastName').focus();
    await sendKeys({press: 'Enter'});
    await fact;
    expect(sent.map(({body}) => body)).to.deep.equal([
      {email: 'nia.castellanos@nlab.examplex', extraPermissions: ['models.query', 'users.read']},
    ]);
  });

  it('mistakes are named on their fields, with links above, and nothing is sent (X4)', async () => {
    const {form, sent} = await recorded();
    fill(form, 'email', 'nia@');
    fill(form, 'firstName', ' ');
    fill(form, 'lastName', 'x'.repeat(101));
    fill(form, 'note', 'x'.repeat(1001));
    await save(form);
    expect(textOf(get(form, '.notice.danger'))).to.equal('Check 4 fields: Email, First Name, Last Name, Note. Nothing was saved.');
    expect(['email', 'firstName', 'lastName', 'note'].map((field) => note(form, field))).to.deep.equal([
      'This is not a valid email address.',
      'Enter a first name.',
      '100 characters at most.',
      '1,000 characters at most.',
    ]);
    expect(active()?.id).to.equal('email');
    get(form, 'a[href="#note"]').click();
    expect(active()?.id).to.equal('note');
    expect(sent).to.have.length(0);
  });

  it('Save is disabled while the request runs, and Enter sends nothing more (X2)', async () => {
    const {form, sent} = await recorded({[UPDATE]: never});
    fill(form, 'email', 'nia.c@nlab.example');
    await save(form);
    const button = get<HTMLButtonElement>(form, '[part=submit]');
    expect([button.disabled, textOf(button), form.isSending]).to.deep.equal([true, 'Saving…', true]);
    get<HTMLFormElement>(form, 'form').requestSubmit();
    await until(() => sent.length > 0, 'the request');
    await settled(document.body);
    expect(sent).to.have.length(1);
  });

  it('a host that cancels user-update keeps the form from sending, and nothing is lost', async () => {
    const {form, sent} = await recorded();
    form.addEventListener('user-update', (event) => event.preventDefault());
    edit(form);
    await save(form);
    expect(sent).to.have.length(0);
    expect([form.isEdited(), input(form, 'lastName').value]).to.deep.equal([true, 'Castellanos-Ruiz']);
  });

  it('a user in hand is not loaded, one of another id is', async () => {
    const container = stage();
    const client = fakeClient(answers);
    const user = sampleNia({firstName: 'In hand'});
    await show(container, html`<edit-user-form user-id=${NIA} .user=${user} .client=${client}></edit-user-form>`);
    const form = get<EditUserForm>(container, 'edit-user-form');
    await until(() => find(form, 'form'), 'the form');
    expect(input(form, 'firstName').value).to.equal('In hand');
    expect(requestsOf(client).map(operationOf)).not.to.include(USER);
    form.user = sampleUser({id: sampleId('usr', 5)});
    form.userId = NIA;
    await settled(container);
    form.userId = '';
    await settled(container);
    await until(() => textOf(get(form, '.fact')) === 'amara.okafor', 'the other user');
  });

  it('takes a newer one that its host hands over, as long as nothing was typed', async () => {
    const form = await readyForm(stage());
    form.user = sampleNia({firstName: 'Nía', version: 4});
    await settled(document.body);
    expect(input(form, 'firstName').value).to.equal('Nía');
    form.user = sampleNia({firstName: 'Older', version: 2});
    await settled(document.body);
    expect(input(form, 'firstName').value).to.equal('Nía');
    fill(form, 'lastName', 'Ruiz');
    await settled(document.body);
    form.user = sampleNia({firstName: 'Newer', version: 5});
    await settled(document.body);
    expect([input(form, 'firstName').value, input(form, 'lastName').value]).to.deep.equal(['Nía', 'Ruiz']);
  });

  it('for another user it forgets what was typed about the one before', async () => {
    const other = sampleId('usr', 6);
    const form = await readyForm(stage(), {
      [`GET /v1/tenants/self/users/${other}`]: sampleUser({id: other, firstName: 'Kofi', email: 'kofi@nlab.example'}),
    });
    edit(form);
    await settled(document.body);
    form.userId = other;
    await until(() => find(form, '#email') && input(form, 'email').value === 'kofi@nlab.example', 'the other user');
    expect([form.isEdited(), form.value]).to.deep.equal([false, {}]);
  });

  it('shows what somebody changes elsewhere, as long as nothing was typed', async () => {
    let user = sampleNia();
    const client = fakeClient({...answers, [USER]: () => user});
    const container = stage();
    await show(container, html`<edit-user-form user-id=${NIA} .client=${client}></edit-user-form>`);
    const form = get<EditUserForm>(container, 'edit-user-form');
    await until(() => find(form, 'form'), 'the form');
    const change = (version: number): void => {
      user = sampleNia({firstName: `Nia ${version}`, version});
      client.changes.dispatchEvent(
        Object.assign(new Event('change'), {subject: {type: 'user', id: NIA, version}, action: 'updated', origin: 'remote'}),
      );
    };
    change(4);
    await until(() => input(form, 'firstName').value === 'Nia 4', 'the change');
    fill(form, 'lastName', 'Ruiz');
    change(5);
    await settled(container);
    expect([input(form, 'firstName').value, input(form, 'lastName').value]).to.deep.equal(['Nia 4', 'Ruiz']);
    expect(
      requestsOf(client)
        .map(operationOf)
        .filter((operation) => operation === USER),
    ).to.have.length(2);
  });

  it('loaded anew while something is typed, it still saves for the version that was shown (X3, W9)', async () => {
    const {form} = await recorded();
    fill(form, 'lastName', 'Ruiz');
    const later = fakeClient({...answers, [USER]: sampleNia({email: 'nia@nlab.example', version: 5})});
    form.client = later;
    await until(() => requestsOf(later).map(operationOf).includes(USER), 'the user');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(input(form, 'email').value).to.equal('nia.castellanos@nlab.example');
    await save(form);
    await until(() => requestsOf(later).map(operationOf).includes(UPDATE), 'the change');
    expect(requestsOf(later).at(-1)?.headers.get('if-match')).to.equal('"3"');
  });

  it('an answer about the one before, coming as the next one is asked for, is not shown for that one', async () => {
    const client = fakeClient({...answers, [`GET /v1/tenants/self/users/${sampleId('usr', 6)}`]: never});
    for (let turns = 0; turns < 40; turns++) {
      const form = Object.assign(document.createElement('edit-user-form'), {client, user: sampleNia()});
      stage().append(form);
      for (let turn = 0; turn < turns; turn++) {
        await Promise.resolve();
      }
      form.userId = sampleId('usr', 6);
      await settled(document.body);
      expect(find(form, 'form'), `after ${turns} turns`).to.equal(undefined);
      form.remove();
    }
  });

  it('a user who is deleted elsewhere is said to be gone (E5)', async () => {
    let isThere = true;
    const client = fakeClient({...answers, [USER]: () => (isThere ? sampleNia() : refusal('not-found'))});
    const container = stage();
    await show(container, html`<edit-user-form user-id=${NIA} .client=${client}></edit-user-form>`);
    const form = get<EditUserForm>(container, 'edit-user-form');
    await until(() => find(form, 'form'), 'the form');
    isThere = false;
    client.changes.dispatchEvent(
      Object.assign(new Event('change'), {subject: {type: 'user', id: NIA}, action: 'deleted', origin: 'remote'}),
    );
    await until(() => find(form, '.notice.danger'), 'the notice');
    expect(textOf(get(form, '.notice.danger'))).to.contain('Nia Castellanos was deleted in the meantime.');
    expect(find(form, '[part=submit]')).to.equal(undefined);
  });

  it('Cancel says so and shows the user as it is where no dialog does (S0-31)', async () => {
    const form = await readyForm(stage());
    edit(form);
    const cancelled = oneEvent(form, 'cancel');
    get(form, '[part=cancel]').click();
    await cancelled;
    await settled(document.body);
    expect([form.isEdited(), input(form, 'email').value, textOf(get(form, 'option:checked'))]).to.deep.equal([
      false,
      'nia.castellanos@nlab.example',
      'Tenant User',
    ]);
  });

  it('in a dialog it fills it, keeps what was typed on Cancel, and forgets it when the dialog closes', async () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    const form = await readyForm(dialog);
    expect(get(form, 'form').classList.contains('bare')).to.equal(true);
    edit(form);
    get(form, '[part=cancel]').click();
    expect(form.isEdited()).to.equal(true);
    const closed = oneEvent(dialog, 'close');
    dialog.close();
    await closed;
    await settled(document.body);
    expect([form.isEdited(), input(form, 'lastName').value]).to.deep.equal([false, 'Castellanos']);
  });

  it('its fields can be set from outside, before the user is there as well', async () => {
    const container = stage();
    await show(
      container,
      html`<edit-user-form user-id=${NIA} .value=${{lastName: 'Ruiz'}} .client=${fakeClient(answers)}></edit-user-form>`,
    );
    const form = get<EditUserForm>(container, 'edit-user-form');
    await until(() => find(form, 'form'), 'the form');
    expect([input(form, 'firstName').value, input(form, 'lastName').value, form.isEdited()]).to.deep.equal(['Nia', 'Ruiz', true]);
  });
});
