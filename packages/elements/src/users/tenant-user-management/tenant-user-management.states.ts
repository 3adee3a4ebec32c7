import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-user-management.ts';
import {type ElementState, find, get, settled, show, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleMe, samplePolicy, sampleRole, sampleTeam, sampleUser} from '../../testing/samples.ts';

const [nia = sampleUser(), ...others] = sampleTeam();

/** What a server answers to the whole tab. */
export const answers: Answers = {
  'GET /v1/session': sampleMe(),
  'GET /v1/tenants/self/users': pageOf(others, {total: {value: others.length, relation: 'eq'}}),
  [`GET /v1/tenants/self/users/${nia.id}`]: nia,
  'GET /v1/tenants/self/roles': pageOf([sampleRole(), sampleRole({id: sampleId('rol', 2), key: 'developer', name: 'Developer'})]),
  'GET /v1/tenants/self/password-policy': samplePolicy(),
  'GET /v1/tenants/self/username-check': {available: true, key: 'nia.castellanos', suggestions: []},
  'POST /v1/tenants/self/users': async (request: Request) => {
    const {credential} = (await request.json()) as {credential: {type: string}};
    return {
      user: nia,
      handoff: {
        loginUrl: 'https://halyard.example/northlight',
        username: nia.username,
        temporaryPassword: credential.type === 'temporary' ? 'K7QM4-WPXR2-9TFHC-3VJDN' : null,
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        delivered: 'shown',
        secretWithheld: false,
      },
    };
  },
};

export const mounted = async (container: HTMLElement, changed: Answers = {}): Promise<void> => {
  const client = fakeClient({...answers, ...changed});
  await show(
    container,
    html`<tenant-provider time-zone="Europe/Berlin" .client=${client}><tenant-user-management></tenant-user-management></tenant-provider>`,
  );
};

const filled = async (container: HTMLElement, changed: Answers = {}): Promise<void> => {
  await mounted(container, changed);
  await until(() => find(container, '[part=row]'), 'the rows');
};

/** Opens the dialog, with its roles and rules there. */
export const open = async (container: HTMLElement): Promise<void> => {
  get(container, '[part=create-button]').click();
  await until(() => get(container, 'dialog').matches('[open]') && find(container, 'option[part]') && find(container, '.rules'), 'the form');
  await settled(container);
};

/** Fills in the open form, for a password that the server makes. */
export const fill = async (container: HTMLElement): Promise<void> => {
  for (const [field, value] of [
    ['username', nia.username],
    ['email', nia.email],
    ['firstName', nia.firstName],
    ['lastName', nia.lastName],
  ] as const) {
    type(get<HTMLInputElement>(container, `#${field}`), value);
  }
  get(get(container, 'create-user-form'), 'input[type=checkbox]').click();
  await settled(container);
};

const submit = async (container: HTMLElement): Promise<void> => {
  get(container, '[part=submit]').click();
  await until(() => find(container, '[part=secret]'), 'the temporary password');
  await settled(container);
};

/** Tries to close the dialog while the form sends. */
const leave = async (container: HTMLElement): Promise<void> => {
  await open(container);
  await fill(container);
  get(container, '[part=submit]').click();
  await settled(container);
  get(container, '.dialog-head button').click();
  await until(() => find(container, 'dialog > .notice'), 'the question');
  await settled(container);
};

/** Every state of `<tenant-user-management>`. */
export const states: readonly ElementState[] = [
  {name: 'filled', mount: (container) => filled(container)},
  {
    name: 'loading',
    mount: async (container) => {
      await mounted(container, {'GET /v1/session': never});
      await until(() => find(container, '.bone'), 'what stands for the rows');
    },
  },
  {
    name: 'without the permission to create',
    mount: (container) => filled(container, {'GET /v1/session': sampleMe({permissions: ['users.read']})}),
  },
  {
    name: 'forbidden',
    mount: async (container) => {
      await mounted(container, {'GET /v1/session': sampleMe({permissions: ['jobs.read']})});
      await until(() => find(container, '.state'), 'the state');
    },
  },
  {
    name: 'creating',
    mount: async (container) => {
      await filled(container);
      await open(container);
    },
  },
  {
    name: 'closing what was typed in',
    mount: async (container) => {
      await filled(container);
      await open(container);
      await fill(container);
      get(container, '.dialog-head button').click();
      await until(() => find(container, 'dialog > .notice'), 'the question');
    },
  },
  {
    name: 'closing while it sends',
    mount: async (container) => {
      await filled(container, {'POST /v1/tenants/self/users': never});
      await leave(container);
    },
  },
  {
    name: 'closed while it sent, and nobody saw what came of it',
    mount: async (container) => {
      const answer = Promise.withResolvers<never>();
      await filled(container, {'POST /v1/tenants/self/users': () => answer.promise});
      await leave(container);
      get(container, '.question button:last-child').click();
      await until(() => !get(container, 'dialog').matches('[open]'), 'the dialog to close');
      answer.reject(new TypeError('Failed to fetch'));
      await until(() => find(container, '.head + .notice'), 'the notice');
      await settled(container);
    },
  },
  {
    name: 'handing over',
    mount: async (container) => {
      await filled(container);
      await open(container);
      await fill(container);
      await submit(container);
    },
  },
  {
    name: 'created',
    mount: async (container) => {
      await filled(container);
      await open(container);
      await fill(container);
      await submit(container);
      get(get(container, 'credential-handoff'), '.primary').click();
      await until(() => find(container, '.fresh') && find(container, '.notice.success'), 'the new row');
      await settled(container);
    },
  },
];
