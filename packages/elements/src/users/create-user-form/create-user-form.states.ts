import type {Handoff, User} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/create-user-form.ts';
import '../../define/tenant-provider.ts';
import {type ElementState, find, get, settled, show, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleMe, samplePolicy, sampleRole, sampleUser} from '../../testing/samples.ts';
import type {CreateUserForm} from './create-user-form.ts';

export const GOOD = 'weathervane over the barn';

const roles = [
  sampleRole({id: sampleId('rol', 2), key: 'analyst', name: 'Analyst', description: 'Evaluates: uses notebooks and queries models.'}),
  sampleRole({id: sampleId('rol', 4), key: 'developer', name: 'Developer', description: 'Builds on the platform.'}),
  sampleRole({id: sampleId('rol', 5), key: 'gpu-researcher', name: 'GPU Researcher', description: 'Trains models.', kind: 'custom'}),
  sampleRole({description: 'Works with what is there: submits jobs, uses notebooks and queries models.'}),
];

export const jonas = sampleUser({
  id: sampleId('usr', 7),
  username: 'jonas.weber',
  email: 'jonas.weber@nlab.example',
  firstName: 'Jonas',
  lastName: 'Weber',
  credential: 'temporary',
});

const sampleHandoff = (isTemporary = true): Handoff => ({
  loginUrl: 'https://halyard.example/northlight',
  username: 'jonas.weber',
  temporaryPassword: isTemporary ? 'K7QM4-WPXR2-9TFHC-3VJDN' : null,
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  delivered: 'shown',
  secretWithheld: false,
});

/** What a server answers to a form whose user it accepts. */
export const answers: Answers = {
  'GET /v1/session': sampleMe(),
  'GET /v1/tenants/self/roles': pageOf(roles),
  'GET /v1/tenants/self/password-policy': samplePolicy(),
  'GET /v1/tenants/self/username-check': (request: Request) => {
    const key = new URL(request.url).searchParams.get('value');
    return {available: true, key, suggestions: []};
  },
  'POST /v1/tenants/self/users': async (request: Request) => {
    const {credential} = (await request.json()) as {credential: {type: string}};
    return {
      user: jonas,
      handoff: sampleHandoff(credential.type === 'temporary'),
    };
  },
};

export const taken = (request: Request): object => ({
  available: false,
  key: new URL(request.url).searchParams.get('value'),
  problem: 'username-taken',
  suggestions: ['jonas.weber2', 'j.weber', 'jonas.w'],
});

/** A form in a page with a provider, its fields loaded. */
export const mountForm = async (container: HTMLElement, changed: Answers = {}): Promise<CreateUserForm> => {
  await show(
    container,
    html`<tenant-provider .client=${fakeClient({...answers, ...changed})}><create-user-form></create-user-form></tenant-provider>`,
  );
  const form = get<CreateUserForm>(container, 'create-user-form');
  await until(() => !form.matches(':state(loading)'), 'the session');
  await settled(container);
  return form;
};

/** {@link mountForm} with the roles and the rules there. */
export const readyForm = async (container: HTMLElement, changed: Answers = {}): Promise<CreateUserForm> => {
  const form = await mountForm(container, changed);
  await until(() => find(get(form, 'role-select'), 'option[part]') && find(form, '.rules'), 'roles and rules');
  await settled(container);
  return form;
};

export const input = (form: CreateUserForm, id: string): HTMLInputElement => get<HTMLInputElement>(form, `#${id}`);

/** Fills in every field as a person does. */
export const fill = async (
  form: CreateUserForm,
  {password = GOOD, confirmation}: {password?: string; confirmation?: string} = {},
): Promise<void> => {
  type(input(form, 'username'), 'jonas.weber');
  type(input(form, 'email'), 'jonas.weber@nlab.example');
  type(input(form, 'firstName'), 'Jonas');
  type(input(form, 'lastName'), 'Weber');
  type(input(form, 'value'), password);
  type(input(form, 'confirmation'), confirmation ?? password);
  await settled(document.body);
};

export const submit = async (form: CreateUserForm): Promise<void> => {
  get(form, '[part=submit]').click();
  await settled(document.body);
};

/** Lets the server make the password. */
export const chooseTemporary = async (form: CreateUserForm): Promise<void> => {
  get(form, '.check').click();
  await settled(document.body);
};

/** A form where the server sends mail. It makes the password, or a link is to be sent. */
export const mailForm = async (
  container: HTMLElement,
  delivery: 'temporary' | 'email' | 'link',
  changed: Answers = {},
): Promise<CreateUserForm> => {
  const me = sampleMe({features: ['mail'], permissions: [...sampleMe().permissions, 'users.resetPassword']});
  const form = await readyForm(container, {'GET /v1/session': me, ...changed});
  await fill(form);
  await chooseTemporary(form);
  const select = get<HTMLSelectElement>(form, '#delivery');
  select.value = delivery;
  select.dispatchEvent(new Event('change'));
  await settled(container);
  return form;
};

/** What the server answers when a mail was to be sent. */
export const mailed = (delivered: Handoff['delivered']): {readonly user: User; readonly handoff: Handoff} => ({
  user: jonas,
  handoff: {...sampleHandoff(false), delivered},
});

const sent = async (container: HTMLElement, answer: unknown): Promise<CreateUserForm> => {
  const form = await readyForm(container, {'POST /v1/tenants/self/users': answer});
  await fill(form);
  await submit(form);
  return form;
};

const failed = async (container: HTMLElement, answer: unknown): Promise<void> => {
  const form = await sent(container, answer);
  await until(() => find(form, '.notice.danger, .wrong'), 'the failure');
  await settled(container);
};

const fieldRefusal = (pointer: string, code: string): object => ({errors: [{pointer, code, detail: 'Refused'}]});

/** Every state of `<create-user-form>`. */
export const states: readonly ElementState[] = [
  {
    name: 'empty',
    mount: async (container) => {
      await readyForm(container);
    },
  },
  {
    name: 'nobody known yet',
    mount: async (container) => {
      await show(
        container,
        html`<tenant-provider .client=${fakeClient({'GET /v1/session': never})}><create-user-form></create-user-form></tenant-provider>`,
      );
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  {
    name: 'not signed in',
    mount: async (container) => {
      await mountForm(container, {'GET /v1/session': refusal('unauthenticated')});
    },
  },
  {
    name: 'forbidden',
    mount: async (container) => {
      await mountForm(container, {'GET /v1/session': sampleMe({permissions: ['roles.read']})});
    },
  },
  {
    name: 'filled, the username free',
    mount: async (container) => {
      const form = await readyForm(container);
      await fill(form);
      await until(() => find(form, '.free'), 'the check');
    },
  },
  {
    name: 'the username taken',
    mount: async (container) => {
      const form = await readyForm(container, {'GET /v1/tenants/self/username-check': taken});
      await fill(form, {password: 'weathervane', confirmation: ''});
      await until(() => find(form, '.error-text .link-button'), 'the check');
      await submit(form);
    },
  },
  {
    name: 'a long username taken',
    mount: async (container) => {
      const long = 'maximiliane'.repeat(5);
      const form = await readyForm(container, {
        'GET /v1/tenants/self/username-check': {
          available: false,
          key: long,
          problem: 'username-taken',
          suggestions: [`${long}2`, `${long}3`],
        },
      });
      type(input(form, 'username'), long);
      await until(() => find(form, '.error-text .link-button'), 'the check');
    },
  },
  {
    name: 'sent empty',
    mount: async (container) => {
      await submit(await readyForm(container));
    },
  },
  {
    name: 'temporary password chosen',
    mount: async (container) => {
      await chooseTemporary(await readyForm(container));
    },
  },
  {
    name: 'sending',
    mount: async (container) => {
      await sent(container, never);
    },
  },
  {
    name: 'refused fields',
    mount: (container) =>
      failed(
        container,
        refusal('validation-failed', {
          errors: [
            {pointer: '#/email', code: 'format', detail: 'Refused'},
            {pointer: '#/lastName', code: 'too-long', detail: 'Refused'},
          ],
        }),
      ),
  },
  {name: 'email taken', mount: (container) => failed(container, refusal('email-taken', fieldRefusal('#/email', 'not-allowed')))},
  {name: 'password refused', mount: (container) => failed(container, refusal('password-policy', {rules: ['blocklisted']}))},
  {name: 'role refused', mount: (container) => failed(container, refusal('role-not-assignable', fieldRefusal('#/roleId', 'not-allowed')))},
  {name: 'answer lost', mount: (container) => failed(container, unreachable)},
  {
    name: 'answer lost, and the name taken then',
    mount: async (container) => {
      let tries = 0;
      const form = await readyForm(container, {
        'POST /v1/tenants/self/users': () => (tries++ === 0 ? unreachable() : refusal('username-taken')),
        'GET /v1/tenants/self/users': pageOf([{...jonas, email: 'jonas.weber@nlab.example'}]),
      });
      await fill(form);
      await submit(form);
      await until(() => find(form, '.notice.danger'), 'the failure');
      type(input(form, 'email'), 'jonas@nlab.example');
      await submit(form);
      await until(() => find(form, '#username-note bdi'), 'the user');
    },
  },
  {name: 'too many attempts', mount: (container) => failed(container, refusal('rate-limited'))},
  {name: 'server busy', mount: (container) => failed(container, refusal('temporarily-unavailable'))},
  {name: 'session ended', mount: (container) => failed(container, refusal('session-ended'))},
  {
    name: 'roles and rules not loaded',
    mount: async (container) => {
      const form = await mountForm(container, {
        'GET /v1/tenants/self/roles': unreachable,
        'GET /v1/tenants/self/password-policy': unreachable,
      });
      await until(() => get(form, 'role-select').matches(':state(error)'), 'the failure');
    },
  },
  {
    name: 'created',
    mount: async (container) => {
      const form = await sent(container, answers['POST /v1/tenants/self/users']);
      await until(() => find(form, '.notice.success'), 'the success');
    },
  },
  {
    name: 'handing over what was lost',
    mount: async (container) => {
      const lost = {handoff: {...sampleHandoff(), temporaryPassword: null, secretWithheld: true}, user: jonas};
      const form = await readyForm(container, {'POST /v1/tenants/self/users': lost});
      await fill(form);
      await chooseTemporary(form);
      await submit(form);
      await until(() => find(form, '.gone'), 'the slip');
    },
  },
  {
    name: 'by email',
    mount: async (container) => {
      await mailForm(container, 'email');
    },
  },
  {
    name: 'mail not sent',
    mount: async (container) => {
      const form = await mailForm(container, 'link', {'POST /v1/tenants/self/users': mailed('failed')});
      await submit(form);
      await until(() => find(form, '.again'), 'what happened to the mail');
      await settled(container);
    },
  },
  {
    name: 'handing over',
    mount: async (container) => {
      const form = await readyForm(container);
      await fill(form);
      await chooseTemporary(form);
      await submit(form);
      await until(() => find(form, 'output'), 'the slip');
    },
  },
];
