import {html} from 'lit';
import '../../define/role-select.ts';
import {type ElementState, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal} from '../../testing/fake-client.ts';
import {pageOf} from '../../testing/samples.ts';
import {sampleRoles} from './role-select.samples.ts';
import type {RoleSelect} from './role-select.ts';

const mounted = async (container: HTMLElement, answers: Answers, value = ''): Promise<RoleSelect> => {
  await show(
    container,
    html`<role-select
      required
      value=${value}
      hint="Assign a role (e.g., Tenant User, or a custom role)"
      .client=${fakeClient(answers)}
    ></role-select>`,
  );
  return get<RoleSelect>(container, 'role-select');
};

const loaded = async (container: HTMLElement, value?: string): Promise<RoleSelect> => {
  const element = await mounted(container, {'GET /v1/tenants/self/roles': pageOf(sampleRoles)}, value);
  await until(() => get(element, 'select').querySelectorAll('option').length > 1, 'the roles');
  await settled(container);
  return element;
};

/** Every state of `<role-select>`. */
export const states: readonly ElementState[] = [
  {
    name: 'loading',
    mount: async (container) => {
      await mounted(container, {'GET /v1/tenants/self/roles': never});
    },
  },
  {
    name: 'a role chosen',
    mount: async (container) => {
      await loaded(container);
    },
  },
  {
    name: 'none chosen',
    mount: async (container) => {
      const element = await loaded(container, 'gone');
      element.check();
      await settled(container);
    },
  },
  {
    name: 'refused by the server',
    mount: async (container) => {
      const element = await loaded(container);
      element.error = 'This role is disabled. Choose another one.';
      await settled(container);
    },
  },
  {
    name: 'no roles',
    mount: async (container) => {
      const element = await mounted(container, {'GET /v1/tenants/self/roles': pageOf([])});
      await until(() => element.matches(':state(empty)'), 'the answer');
    },
  },
  {
    name: 'failed',
    mount: async (container) => {
      const element = await mounted(container, {'GET /v1/tenants/self/roles': refusal('internal-error')});
      await until(() => element.matches(':state(error)'), 'the failure');
      await settled(container);
    },
  },
  {
    name: 'disabled',
    mount: async (container) => {
      (await loaded(container)).disabled = true;
      await settled(container);
    },
  },
];
