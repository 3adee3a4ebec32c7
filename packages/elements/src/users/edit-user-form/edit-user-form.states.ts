import type {Me, User} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/edit-user-form.ts';
import '../../define/tenant-provider.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleMe, sampleUser} from '../../testing/samples.ts';
import {sampleRoles} from '../role-select/role-select.samples.ts';
import type {EditUserForm} from './edit-user-form.ts';

export const NIA = sampleId('usr', 12);
export const USER = `GET /v1/tenants/self/users/${NIA}` as const;
export const UPDATE = `PATCH /v1/tenants/self/users/${NIA}` as const;

/** Everything that whoever edits users may do. */
export const ALL = ['users.read', 'users.create', 'users.update', 'users.assignRole', 'users.export', 'roles.read'];

export const sampleNia = (changes: Partial<User> = {}): User =>
  sampleUser({
    id: NIA,
    username: 'nia.castellanos',
    email: 'nia.castellanos@nlab.example',
    firstName: 'Nia',
    lastName: 'Castellanos',
    roleId: sampleId('rol', 1),
    role: {id: sampleId('rol', 1), key: 'tenant-user', name: 'Tenant User'},
    extraPermissions: ['models.query'],
    effectivePermissions: ['jobs.submit', 'jobs.read', 'models.query'],
    note: 'Works on the weather models.',
    version: 3,
    ...changes,
  });

export const meWith = (permissions: string[], changes: Partial<Me> = {}): Me => sampleMe({permissions, ...changes});

/** What a server answers to a form whose changes it accepts. */
export const answers: Answers = {
  'GET /v1/session': meWith(ALL),
  'GET /v1/tenants/self/roles': pageOf(sampleRoles),
  [USER]: sampleNia(),
  [UPDATE]: async (request: Request) => {
    const patch = (await request.json()) as Partial<User>;
    const role = sampleRoles.find(({id}) => id === patch.roleId);
    return sampleNia({...patch, version: 4, ...(role && {role: {id: role.id, key: role.key, name: role.name}})});
  },
};

/** The user after somebody else has saved another email, role and note. */
export const theirs = (changes: Partial<User> = {}): User =>
  sampleNia({
    email: 'nia@nlab.example',
    roleId: sampleId('rol', 4),
    role: {id: sampleId('rol', 4), key: 'developer', name: 'Developer'},
    note: 'Works on the weather models.\nOn leave until June.',
    version: 5,
    ...changes,
  });

/** Refuses what was made from an older user, and answers with the one that somebody else has saved. */
export const savedElsewhere = (current: User = theirs()): Answers => {
  let asked = 0;
  return {[USER]: () => (asked++ === 0 ? sampleNia() : current), [UPDATE]: refusal('precondition-failed', {current})};
};

/** A form in a page with a provider. */
export const mountForm = async (container: HTMLElement, changed: Answers = {}): Promise<EditUserForm> => {
  await show(
    container,
    html`<tenant-provider .client=${fakeClient({...answers, ...changed})}
      ><edit-user-form user-id=${NIA}></edit-user-form
    ></tenant-provider>`,
  );
  await settled(container);
  return get<EditUserForm>(container, 'edit-user-form');
};

/** {@link mountForm} with the user and the roles there. */
export const readyForm = async (container: HTMLElement, changed: Answers = {}): Promise<EditUserForm> => {
  const form = await mountForm(container, changed);
  await until(() => find(form, 'form') && (!find(form, 'role-select') || find(form, 'option[part]')), 'the user and the roles');
  await settled(container);
  return form;
};

export const input = (form: EditUserForm, id: string): HTMLInputElement => get<HTMLInputElement>(form, `#${id}`);

/** Types into a field as a person does. */
export const fill = (form: EditUserForm, id: string, value: string): void => {
  const field = input(form, id);
  field.focus();
  field.value = value;
  field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
};

export const chooseRole = (form: EditUserForm, name: string): void => {
  const select = get<HTMLSelectElement>(form, 'select');
  const id = sampleRoles.find((role) => role.name === name)?.id; // On a page in Arabic it is called something else.
  select.selectedIndex = [...select.options].findIndex(({text, value}) => text === name || value === id);
  select.dispatchEvent(new Event('change'));
};

export const save = async (form: EditUserForm): Promise<void> => {
  await settled(document.body);
  get(form, '[part=submit]').click();
  await settled(document.body);
};

/** Changes email, last name and role. */
export const edit = (form: EditUserForm): void => {
  fill(form, 'email', 'nia.c@nlab.example');
  fill(form, 'lastName', 'Castellanos-Ruiz');
  chooseRole(form, 'Analyst');
};

const sent = async (container: HTMLElement, changed: Answers, shows: string): Promise<EditUserForm> => {
  const form = await readyForm(container, changed);
  edit(form);
  await save(form);
  await until(() => find(form, shows), 'the answer');
  await settled(container);
  return form;
};

const refused = (pointer: string, code: string): object => ({errors: [{pointer, code, detail: 'Refused'}]});

const mounted = (name: string, changed: Answers, isReady = true): ElementState => ({
  name,
  mount: async (container) => {
    const form = await (isReady ? readyForm : mountForm)(container, changed);
    await until(() => find(form, 'form, .state'), 'the form, or what stands in its place');
  },
});

const failed = (name: string, answer: unknown): ElementState => ({
  name,
  mount: async (container) => {
    await sent(container, {[UPDATE]: answer}, '.notice.danger, .error-text');
  },
});

/** Every state of `<edit-user-form>`. */
export const states: readonly ElementState[] = [
  mounted('filled', {}),
  {
    name: 'loading',
    mount: async (container) => {
      await mountForm(container, {[USER]: never});
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  {
    name: 'not loaded',
    mount: async (container) => {
      const form = await mountForm(container, {[USER]: refusal('internal-error')});
      await until(() => form.matches(':state(error)'), 'the failure');
    },
  },
  {
    name: 'no such user',
    mount: async (container) => {
      const form = await mountForm(container, {[USER]: refusal('not-found')});
      await until(() => form.matches(':state(error)'), 'the failure');
    },
  },
  mounted('not signed in', {'GET /v1/session': refusal('unauthenticated')}, false),
  mounted('forbidden', {'GET /v1/session': meWith(['users.read', 'roles.read'])}, false),
  mounted('only details', {'GET /v1/session': meWith(['users.read', 'users.update', 'roles.read'])}),
  mounted('only the role', {'GET /v1/session': meWith(['users.read', 'users.assignRole', 'roles.read'])}),
  mounted('a stronger user', {[USER]: sampleNia({effectivePermissions: ['users.read', 'users.delete']})}),
  mounted('oneself', {'GET /v1/session': meWith(ALL, {user: sampleNia()})}),
  {
    name: 'edited',
    mount: async (container) => {
      const form = await readyForm(container);
      edit(form);
      get(form, '#extraPermissions .check:not(:checked)').click();
      await settled(container);
    },
  },
  {
    name: 'mistaken',
    mount: async (container) => {
      const form = await readyForm(container);
      fill(form, 'email', 'nia@');
      fill(form, 'firstName', '');
      fill(form, 'note', 'x'.repeat(1001));
      await save(form);
    },
  },
  {
    name: 'saving',
    mount: async (container) => {
      await sent(container, {[UPDATE]: never}, '[part=submit]:disabled');
    },
  },
  {
    name: 'saved',
    mount: async (container) => {
      await sent(container, {}, '.notice.success');
    },
  },
  {
    name: 'nothing to save',
    mount: async (container) => {
      await save(await readyForm(container));
    },
  },
  failed('email taken', refusal('email-taken', refused('#/email', 'not-allowed'))),
  failed('role refused', refusal('role-not-assignable', refused('#/roleId', 'not-allowed'))),
  failed('last administrator', refusal('last-administrator')),
  failed('rights beyond one', refusal('privilege-escalation', {missing: ['users.delete']})),
  failed('deleted meanwhile', refusal('not-found')),
  failed('answer lost', unreachable),
  failed('server busy', refusal('temporarily-unavailable')),
  failed('session ended', refusal('session-ended')),
  {
    name: 'saved by somebody else',
    mount: async (container) => {
      await sent(container, savedElsewhere(), '.side');
    },
  },
  {
    name: 'changed elsewhere by somebody else',
    mount: async (container) => {
      await sent(container, savedElsewhere(sampleNia({status: 'deactivated', version: 5})), '.notice.warning');
    },
  },
];
