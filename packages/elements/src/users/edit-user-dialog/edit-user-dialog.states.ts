import {html} from 'lit';
import '../../define/edit-user-dialog.ts';
import '../../define/tenant-provider.ts';
import {type ElementState, find, get, settled, show, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleMe, sampleRole, sampleUser} from '../../testing/samples.ts';

const role = sampleRole();
export const mateo = sampleUser({
  id: sampleId('usr', 9),
  username: 'mateo.ferreira',
  email: 'mateo.ferreira@nlab.example',
  firstName: 'Mateo',
  lastName: 'Ferreira',
  roleId: role.id,
  role: {id: role.id, key: role.key, name: role.name},
  effectivePermissions: ['jobs.submit', 'jobs.read'],
});
const READ = `GET /v1/tenants/self/users/${mateo.id}` as const;
export const UPDATE = `PATCH /v1/tenants/self/users/${mateo.id}` as const;

/** What a server answers to the dialog. */
export const answers: Answers = {
  'GET /v1/session': sampleMe({permissions: ['users.read', 'users.update', 'users.assignRole', 'roles.read']}),
  'GET /v1/tenants/self/roles': pageOf([role, sampleRole({id: sampleId('rol', 2), key: 'developer', name: 'Developer'})]),
  [READ]: mateo,
  [UPDATE]: {...mateo, firstName: 'Matteo', version: 2},
};

/** Opens the dialog in a page with a provider. */
export const opened = async (container: HTMLElement, changed: Answers = {}): Promise<void> => {
  const client = fakeClient({...answers, ...changed});
  await show(
    container,
    html`<tenant-provider .client=${client}><edit-user-dialog open user-id=${mateo.id}></edit-user-dialog></tenant-provider>`,
  );
  await until(() => find(container, 'dialog[open]'), 'the dialog');
};

/** {@link opened}, with the user and the roles there. */
export const ready = async (container: HTMLElement, changed: Answers = {}): Promise<void> => {
  await opened(container, changed);
  await until(() => find(container, '#firstName') && find(container, 'option[part]'), 'the form');
  await settled(container);
};

/** {@link ready}, with another first name typed. */
export const edited = async (container: HTMLElement, changed: Answers = {}): Promise<void> => {
  await ready(container, changed);
  type(get<HTMLInputElement>(container, '#firstName'), 'Matteo');
  await settled(container);
};

/** Every state of `<edit-user-dialog>`. */
export const states: readonly ElementState[] = [
  {name: 'open', mount: (container) => ready(container)},
  {
    name: 'would lose what was changed',
    mount: async (container) => {
      await edited(container);
      get(container, '.dialog-head button').click();
      await settled(container);
    },
  },
  {
    name: 'loading',
    mount: async (container) => {
      await opened(container, {[READ]: never});
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  {
    name: 'not loaded',
    mount: async (container) => {
      await opened(container, {[READ]: refusal('internal-error')});
      await until(() => find(container, '.state'), 'the failure');
      await settled(container);
    },
  },
];
