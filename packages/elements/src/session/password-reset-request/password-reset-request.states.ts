import {html} from 'lit';
import '../../define/password-reset-request.ts';
import {type ElementState, get, settled, show, type, until} from '../../testing/element-state.ts';
import {fakeClient, never, unreachable} from '../../testing/fake-client.ts';
import type {PasswordResetRequest} from './password-reset-request.ts';

const mounted = async (container: HTMLElement, answer: unknown, tenant = 'northlight'): Promise<PasswordResetRequest> => {
  const client = fakeClient({'POST /v1/password-resets': answer});
  await show(container, html`<password-reset-request tenant=${tenant} .client=${client}></password-reset-request>`);
  return get<PasswordResetRequest>(container, 'password-reset-request');
};

const sent = async (container: HTMLElement, answer: unknown, shown: string): Promise<void> => {
  const form = await mounted(container, answer);
  type(get<HTMLInputElement>(form, '#login'), 'amara.okafor');
  await settled(container);
  get(form, '[type=submit]').click();
  await until(() => form.shadowRoot?.querySelector(shown), shown);
  await settled(container);
};

/** Every state of `<password-reset-request>`. */
export const states: readonly ElementState[] = [
  {
    name: 'ready',
    mount: async (container) => {
      await mounted(container, never);
    },
  },
  {
    name: 'sent empty, without a tenant',
    mount: async (container) => {
      const form = await mounted(container, never, '');
      get(form, '[type=submit]').click();
      await settled(container);
    },
  },
  {name: 'requested', mount: (container) => sent(container, undefined, '.notice.success')},
  {name: 'answer lost', mount: (container) => sent(container, unreachable, '.notice.danger')},
];
