import {expect} from '@open-wc/testing';
import '../../define/edit-user-form.ts';
import {find, get, settled, stage, textOf, until} from '../../testing/element-state.ts';
import type {Answers} from '../../testing/fake-client.ts';
import {sampleId} from '../../testing/samples.ts';
import {ALL, chooseRole, meWith, mountForm, readyForm, sampleNia, USER} from './edit-user-form.states.ts';
import type {EditUserForm} from './edit-user-form.ts';

const note = (form: EditUserForm, field: string): string => textOf(get(form, `#${field}-note`));

describe('edit-user-form, by the rights of who is signed in (X1)', () => {
  afterEach(() => document.body.replaceChildren());

  const shownTo = async (permissions: string[], user = sampleNia(), changed: Answers = {}): Promise<EditUserForm> =>
    readyForm(stage(), {'GET /v1/session': meWith(permissions), [USER]: user, ...changed});

  const offered = (form: EditUserForm): string[] => [...form.renderRoot.querySelectorAll('.check-row')].map((row) => textOf(row));

  it('without users.update and users.assignRole there is no form and nothing is fetched', async () => {
    const asked: string[] = [];
    const form = await mountForm(stage(), {
      'GET /v1/session': meWith(['users.read', 'roles.read']),
      [USER]: (request: Request) => asked.push(request.url),
    });
    await until(() => find(form, '.state'), 'the state');
    expect(textOf(form)).to.equal('You cannot edit users Ask a Tenant Admin of your organization.');
    expect(asked).to.have.length(0);
  });

  it('without users.assignRole the role is only said, and extra permissions are absent', async () => {
    const form = await shownTo(['users.read', 'users.update', 'roles.read']);
    expect(find(form, 'role-select')).to.equal(undefined);
    expect(find(form, '#extraPermissions')).to.equal(undefined);
    expect([...form.renderRoot.querySelectorAll('.fact')].map((fact) => textOf(fact))).to.deep.equal(['nia.castellanos', 'Tenant User']);
  });

  it('without users.update email and names are only said, and the note is absent', async () => {
    const form = await shownTo(['users.read', 'users.assignRole', 'roles.read']);
    expect(form.renderRoot.querySelectorAll('input[type=text], textarea')).to.have.length(0);
    expect([...form.renderRoot.querySelectorAll('.fact')].map((fact) => textOf(fact))).to.deep.equal([
      'nia.castellanos',
      'nia.castellanos@nlab.example',
      'Nia',
      'Castellanos',
    ]);
    expect(find(form, 'role-select')).not.to.equal(undefined);
  });

  it('offers of the rights over others those that one holds, of the rest all, and what the user has (G1)', async () => {
    const form = await shownTo(['users.read', 'users.assignRole', 'roles.read'], sampleNia({extraPermissions: ['hosts.reboot']}));
    expect(offered(form)).to.deep.equal([
      'See users',
      'Change roles and permissions',
      'See roles',
      'See own resources',
      'Arrange own dashboard',
      'Submit jobs',
      'See jobs',
      'Use notebooks',
      'Query models',
      'Deploy models and applications',
      'hosts.reboot',
    ]);
  });

  it('email, role and permissions of a user with rights that one lacks are disabled with the reason; names are not (G2)', async () => {
    const form = await shownTo(ALL, sampleNia({effectivePermissions: ['users.read', 'users.delete']}));
    const reason = 'This user has rights that you do not have. Ask somebody who has them.';
    expect([note(form, 'email'), textOf(get(get(form, 'role-select'), '#note')), note(form, 'extraPermissions')]).to.deep.equal([
      reason,
      reason,
      reason,
    ]);
    const disabled = [...form.renderRoot.querySelectorAll(':is(input, textarea):disabled:not(.check)')].map(({id}) => id);
    expect(disabled).to.deep.equal(['email']);
    expect(form.renderRoot.querySelectorAll('.check:not(:disabled)')).to.have.length(0);
    expect(get<HTMLSelectElement>(form, 'select').disabled).to.equal(true);
  });

  it('nobody changes oneself here: all is disabled, with the reason, and there is no Save (G3)', async () => {
    const form = await readyForm(stage(), {'GET /v1/session': meWith(ALL, {user: sampleNia()})});
    expect(textOf(form)).to.contain('This is your own user. Somebody else has to change it here.');
    expect(form.renderRoot.querySelectorAll(':is(input, textarea):not(:disabled)')).to.have.length(0);
    expect(find(form, '[part=submit]')).to.equal(undefined);
    form.focus();
    expect(textOf(form.shadowRoot?.activeElement ?? form)).to.equal('Cancel');
  });

  it('the role that the user has is offered even where it could not be given', async () => {
    const held = {roleId: sampleId('rol', 6), role: {id: sampleId('rol', 6), key: 'retired', name: 'Retired'}};
    const form = await shownTo(ALL, sampleNia(held));
    expect(textOf(get(form, 'option:checked'))).to.equal('Retired');
    chooseRole(form, 'Analyst');
    await settled(document.body);
    chooseRole(form, 'Retired');
    await settled(document.body);
    expect(form.isEdited()).to.equal(false);
  });

  it('the note that the server does not tell is absent', async () => {
    const {note: _, ...user} = sampleNia();
    expect(find(await shownTo(ALL, user as ReturnType<typeof sampleNia>), '#note')).to.equal(undefined);
  });
});
