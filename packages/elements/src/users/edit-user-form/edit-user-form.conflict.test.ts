import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {User} from '@tenantry/sdk';
import '../../define/edit-user-form.ts';
import {find, get, settled, stage, textOf, until} from '../../testing/element-state.ts';
import {type Answers, refusal, unreachable} from '../../testing/fake-client.ts';
import {sampleId} from '../../testing/samples.ts';
import {clientOf, freshTenant, type TestTenant} from '../../testing/tenant.ts';
import type {UserConflictEvent} from './edit-user-form.events.ts';
import {chooseRole, edit, fill, input, readyForm, sampleNia, save, theirs, UPDATE, USER} from './edit-user-form.states.ts';
import type {EditUserForm} from './edit-user-form.ts';

interface Sent {
  readonly body: unknown;
  readonly ifMatch: string | null;
}

/** A form whose user has another version by the time that it saves; what is made from that one is saved. */
const overtaken = async (current: User = theirs(), changed: Answers = {}): Promise<{form: EditUserForm; sent: Sent[]}> => {
  const sent: Sent[] = [];
  let asked = 0;
  const form = await readyForm(stage(), {
    [USER]: () => (asked++ === 0 ? sampleNia() : current),
    [UPDATE]: async (request: Request) => {
      const patch = (await request.clone().json()) as Partial<User>;
      const ifMatch = request.headers.get('if-match');
      sent.push({body: patch, ifMatch});
      return ifMatch === `"${current.version}"`
        ? {...current, ...patch, version: current.version + 1}
        : refusal('precondition-failed', {current});
    },
    ...changed,
  });
  return {form, sent};
};

const conflict = async (form: EditUserForm): Promise<UserConflictEvent> => {
  const conflicts = oneEvent(document.body, 'user-conflict') as Promise<UserConflictEvent>;
  await save(form);
  const event = await conflicts;
  await settled(document.body);
  return event;
};

const differences = (form: EditUserForm): string[] =>
  [...form.renderRoot.querySelectorAll('[part=comparison] fieldset')].map((fieldset) => textOf(fieldset));

const chosen = (form: EditUserForm): string[] =>
  [...form.renderRoot.querySelectorAll<HTMLInputElement>('.radio:checked')].map(({name, value}) => `${name} ${value}`);

const side = (form: EditUserForm, field: string, value: 'mine' | 'theirs'): HTMLInputElement =>
  get<HTMLInputElement>(form, `.radio[name=side-${field}][value=${value}]`);

const notice = (form: EditUserForm): string => textOf(get(form, '.notice'));

describe('edit-user-form, when somebody else saved first (X3, W9)', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows for each field that differs what it was, what they saved and what was typed; theirs where nothing was typed', async () => {
    const {form} = await overtaken();
    edit(form);
    const {mine, current} = await conflict(form);
    expect(mine).to.deep.equal({email: 'nia.c@nlab.example', lastName: 'Castellanos-Ruiz', roleId: sampleId('rol', 2)});
    expect([current.email, current.version]).to.deep.equal(['nia@nlab.example', 5]);
    expect(textOf(get(form, '.notice.warning'))).to.equal(
      'Somebody else has changed Nia Castellanos in the meantime. Nothing was saved, and what you typed is still here. Choose what is to count, then save again.',
    );
    expect(differences(form)).to.deep.equal([
      'Email Before: nia.castellanos@nlab.example Saved by somebody else nia@nlab.example Typed by you nia.c@nlab.example',
      'Role Before: Tenant User Saved by somebody else Developer Typed by you Analyst',
      'Note Saved by somebody else Works on the weather models. On leave until June. As it was before Works on the weather models.',
    ]);
    expect(chosen(form)).to.deep.equal(['side-email mine', 'side-roleId mine', 'side-note theirs']);
    expect(textOf(get(form, '.hint:last-child, .dialog-body > .hint'))).to.equal('Saved as you typed: Last Name.');
    expect(form.renderRoot.querySelector(':focus')).to.equal(get(form, '.notice.warning'));
  });

  it('saves what was chosen, for the version that they made', async () => {
    const {form, sent} = await overtaken();
    edit(form);
    await conflict(form);
    side(form, 'email', 'theirs').click();
    side(form, 'note', 'mine').click();
    await settled(document.body);
    const saved = oneEvent(form, 'user-updated');
    await save(form);
    await saved;
    await settled(document.body);
    expect(sent[1]).to.deep.equal({
      body: {lastName: 'Castellanos-Ruiz', roleId: sampleId('rol', 2), note: 'Works on the weather models.'},
      ifMatch: '"5"',
    });
    expect(input(form, 'email').value).to.equal('nia@nlab.example');
    expect(form.isEdited()).to.equal(false);
  });

  it('by keyboard alone: the arrows choose, and Enter saves', async () => {
    const {form, sent} = await overtaken();
    fill(form, 'email', 'nia.c@nlab.example');
    await conflict(form);
    await sendKeys({press: 'Tab'});
    expect(form.shadowRoot?.activeElement).to.equal(side(form, 'email', 'mine'));
    await sendKeys({press: 'ArrowUp'});
    await settled(document.body);
    expect(chosen(form)).to.deep.equal(['side-email theirs', 'side-roleId theirs', 'side-note theirs']);
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'ArrowDown'});
    const saved = oneEvent(form, 'user-updated');
    await sendKeys({press: 'Enter'});
    await saved;
    expect(sent[1]).to.deep.equal({body: {roleId: sampleId('rol', 1)}, ifMatch: '"5"'});
  });

  it('with nothing but theirs there is nothing left to send, and it says so', async () => {
    const {form, sent} = await overtaken();
    fill(form, 'email', 'nia.c@nlab.example');
    await conflict(form);
    side(form, 'email', 'theirs').click();
    await save(form);
    expect(textOf(get(form, '[role=status]'))).to.equal('There is nothing left to save: all is as somebody else has saved it.');
    expect(sent).to.have.length(1);
    expect([input(form, 'email').value, form.isEdited()]).to.deep.equal(['nia@nlab.example', false]);
  });

  it('where what they changed stands against nothing, it says so, and Save saves', async () => {
    const {form, sent} = await overtaken(sampleNia({status: 'deactivated', version: 5}));
    fill(form, 'email', 'nia.c@nlab.example');
    await conflict(form);
    expect(differences(form)).to.deep.equal([]);
    expect(textOf(get(form, '.dialog-body > .hint'))).to.equal('Saved as you typed: Email.');
    expect(notice(form)).to.contain('but nothing that stands against what you typed. Save again.');
    const saved = oneEvent(form, 'user-updated');
    await save(form);
    await saved;
    expect(sent[1]).to.deep.equal({body: {email: 'nia.c@nlab.example'}, ifMatch: '"5"'});
  });

  it('what both changed in the same way is no question', async () => {
    const {form} = await overtaken(sampleNia({email: 'nia.c@nlab.example', lastName: 'Ruiz', version: 5}));
    fill(form, 'email', 'nia.c@nlab.example');
    fill(form, 'lastName', 'Castellanos-Ruiz');
    await conflict(form);
    expect(differences(form)).to.have.length(1);
    expect(differences(form)[0]).to.contain('Last Name');
  });

  it('shows permissions by their names, and none as none', async () => {
    const {form} = await overtaken(sampleNia({extraPermissions: [], version: 5}));
    get(form, '#extraPermissions .check:not(:checked)').click();
    await conflict(form);
    expect(differences(form)).to.deep.equal([
      'Extra permissions Before: Query models Saved by somebody else None Typed by you Query models, See users',
    ]);
  });

  it('a second one who overtakes it is compared with what was chosen before', async () => {
    const versions = [sampleNia(), theirs(), theirs({email: 'nia.3@nlab.example', version: 9})];
    let asked = 0;
    const {form} = await overtaken(theirs(), {[USER]: () => versions[asked++], [UPDATE]: refusal('precondition-failed')});
    edit(form);
    await conflict(form);
    side(form, 'roleId', 'theirs').click();
    await settled(document.body);
    await conflict(form);
    expect(differences(form)).to.deep.equal([
      'Email Before: nia@nlab.example Saved by somebody else nia.3@nlab.example Typed by you nia.c@nlab.example',
    ]);
  });

  it('a field that is refused after the choice has its error, and nothing is lost (X4)', async () => {
    const {form} = await overtaken(theirs(), {
      [UPDATE]: (request: Request) =>
        request.headers.get('if-match') === '"5"'
          ? refusal('email-taken', {errors: [{pointer: '#/email', code: 'not-allowed', detail: 'Refused'}]})
          : refusal('precondition-failed'),
    });
    edit(form);
    await conflict(form);
    const failure = oneEvent(form, 'user-update-failed');
    await save(form);
    await failure;
    await settled(document.body);
    expect(textOf(get(form, '#email-note'))).to.equal('Already in use.');
    expect(form.shadowRoot?.activeElement?.id).to.equal('email');
    expect([input(form, 'email').value, input(form, 'lastName').value, input(form, 'note').value]).to.deep.equal([
      'nia.c@nlab.example',
      'Castellanos-Ruiz',
      'Works on the weather models.\nOn leave until June.',
    ]);
  });

  it('without what they saved there is nothing to compare: it says that nothing was saved, and the next try compares', async () => {
    let asked = 0;
    const {form} = await overtaken(theirs(), {[USER]: () => [sampleNia, unreachable, theirs][Math.min(asked++, 2)]?.()});
    fill(form, 'email', 'nia.c@nlab.example');
    const failure = oneEvent(form, 'user-update-failed');
    await save(form);
    await failure;
    await settled(document.body);
    expect(notice(form)).to.contain('Nothing was saved. The server could not be reached.');
    await conflict(form);
    expect(differences(form)).to.have.length(3);
  });

  it('after a try whose answer was lost it says that the change may be one’s own (X2)', async () => {
    let tries = 0;
    const {form} = await overtaken(sampleNia({email: 'nia.c@nlab.example', version: 4}), {
      [UPDATE]: () => (tries++ === 0 ? unreachable() : refusal('precondition-failed')),
    });
    fill(form, 'email', 'nia.c@nlab.example');
    const failure = oneEvent(form, 'user-update-failed');
    await save(form);
    await failure;
    await settled(document.body);
    fill(form, 'email', 'nia.d@nlab.example');
    await conflict(form);
    expect(notice(form)).to.contain('Nia Castellanos has changed in the meantime, perhaps by your first try.');
  });

  it('a form that was left tells the conflict by its event alone', async () => {
    const answer = Promise.withResolvers<Response>();
    const {form} = await overtaken(theirs(), {[UPDATE]: () => answer.promise});
    fill(form, 'email', 'nia.c@nlab.example');
    const conflicts = oneEvent(form, 'user-conflict');
    await save(form);
    form.reset();
    answer.resolve(refusal('precondition-failed'));
    await conflicts;
    await settled(document.body);
    expect([find(form, '[part=comparison]'), form.isSending, form.isEdited()]).to.deep.equal([undefined, false, false]);
  });
});

describe('edit-user-form and two clients, with the real server (X3)', () => {
  afterEach(() => document.body.replaceChildren());

  const standing = async (): Promise<{form: EditUserForm; tenant: TestTenant; id: string}> => {
    const tenant = await freshTenant([{username: 'nia', firstName: 'Nia', lastName: 'Castellanos'}]);
    const id = tenant.users[0]?.id ?? '';
    const form = document.createElement('edit-user-form');
    form.client = tenant.client;
    form.userId = id;
    stage().append(form);
    await until(() => find(form, 'option[part]'), 'the user and the roles');
    await settled(document.body);
    return {form, tenant, id};
  };

  it('the one who saves second sees both, chooses, and what was chosen is saved', async () => {
    const {form, tenant, id} = await standing();
    fill(form, 'firstName', 'Nía');
    fill(form, 'lastName', 'Ruiz');
    chooseRole(form, 'Analyst');
    const other = clientOf(tenant.administrator);
    const {version} = await other.users.get(id);
    await other.users.update(id, {lastName: 'Castellanos-Ruiz', note: 'On leave', roleId: tenant.roleIds['developer'] ?? ''}, {version});
    await conflict(form);
    expect(differences(form)).to.deep.equal([
      'Last Name Before: Castellanos Saved by somebody else Castellanos-Ruiz Typed by you Ruiz',
      'Role Before: Tenant User Saved by somebody else Developer Typed by you Analyst',
      'Note Saved by somebody else On leave As it was before None',
    ]);
    side(form, 'lastName', 'theirs').click();
    await settled(document.body);
    const saved = oneEvent(form, 'user-updated');
    await save(form);
    await saved;
    const user = await other.users.get(id);
    expect([user.firstName, user.lastName, user.note, user.role.key, user.version]).to.deep.equal([
      'Nía',
      'Castellanos-Ruiz',
      'On leave',
      'analyst',
      version + 2,
    ]);
  });
});
