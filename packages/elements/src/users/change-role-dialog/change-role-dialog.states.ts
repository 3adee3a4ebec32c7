import type {User} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/change-role-dialog.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleRole} from '../../testing/samples.ts';
import {dialogStates, mateo} from '../../testing/dialog-states.ts';

/** The roles of the tenant; the user has the second. */
export const roles = [
  sampleRole(),
  sampleRole({
    id: mateo.roleId,
    key: 'developer',
    name: 'Developer',
    description: 'Builds and deploys models and applications.',
    permissions: ['jobs.submit', 'jobs.read', 'notebooks.use', 'models.query', 'workloads.deploy'],
  }),
  sampleRole({
    id: sampleId('rol', 3),
    key: 'auditor',
    name: 'Auditor',
    description: 'Sees everything, changes nothing.',
    permissions: ['users.read', 'users.export', 'roles.read'],
  }),
];

export const developer: User = {...mateo, effectivePermissions: roles[1]?.permissions ?? []};

/** What a server answers to the dialog. */
export const answers: Answers = {
  [`GET /v1/tenants/self/users/${mateo.id}`]: developer,
  'GET /v1/tenants/self/roles': pageOf(roles),
};

/** Opens the dialog, with its roles there. */
export const opened = async (container: HTMLElement, changed: Answers = {}): Promise<void> => {
  const client = fakeClient({...answers, ...changed});
  await show(container, html`<change-role-dialog open user-id=${mateo.id} .client=${client}></change-role-dialog>`);
  await until(() => find(container, 'option[part]'), 'the roles');
  await settled(container);
};

/** Chooses a role by its place in the list. */
export const choose = async (container: HTMLElement, place: number): Promise<void> => {
  const select = get<HTMLSelectElement>(container, 'select');
  select.value = roles[place]?.id ?? '';
  select.dispatchEvent(new Event('change', {bubbles: true}));
  await settled(container);
};

const applied = async (container: HTMLElement, place: number, changed: Answers = {}): Promise<void> => {
  await opened(container, changed);
  await choose(container, place);
  get(container, '[part=confirm]').click();
  await settled(container);
};

const WRITE = `PATCH /v1/tenants/self/users/${mateo.id}` as const;

/** Every state of `<change-role-dialog>`. */
export const states: readonly ElementState[] = [
  ...dialogStates(
    (client, userId) => html`<change-role-dialog open user-id=${userId} .client=${client}></change-role-dialog>`,
    WRITE,
    developer,
    {
      answers: {'GET /v1/tenants/self/roles': pageOf(roles)},
      fill: async (container) => {
        await until(() => find(container, 'option[part]'), 'the roles');
        await settled(container);
        await choose(container, 2);
      },
    },
  ),
  {
    name: 'another role chosen',
    mount: async (container) => {
      await opened(container);
      await choose(container, 2);
    },
  },
  {
    name: 'with a role of its own',
    mount: (container) =>
      opened(container, {
        'GET /v1/tenants/self/roles': pageOf([
          ...roles,
          sampleRole({id: sampleId('rol', 4), key: 'night-shift', name: 'Night Shift', kind: 'custom'}),
        ]),
      }),
  },
  {name: 'the same role', mount: (container) => applied(container, 1)},
  {
    name: 'changed by somebody else',
    mount: async (container) => {
      await applied(container, 2, {[WRITE]: refusal('precondition-failed')});
      await until(() => find(container, '.notice[part=error]'), 'the reason');
      await settled(container);
    },
  },
  {
    name: 'more than one may give',
    mount: async (container) => {
      await applied(container, 2, {[WRITE]: refusal('privilege-escalation')});
      await until(() => find(container, '.error-text'), 'the reason');
      await settled(container);
    },
  },
];
