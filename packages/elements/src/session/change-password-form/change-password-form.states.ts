import {html} from 'lit';
import '../../define/change-password-form.ts';
import {type ElementState, get, settled, show, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {samplePolicy} from '../../testing/samples.ts';
import type {ChangePasswordForm} from './change-password-form.ts';

const GOOD = 'weathervane over the barn';
const policy: Answers = {'GET /v1/tenants/self/password-policy': samplePolicy()};

const mounted = async (container: HTMLElement, answers: Answers, forced = false): Promise<ChangePasswordForm> => {
  await show(
    container,
    html`<change-password-form ?forced=${forced} .client=${fakeClient({...policy, ...answers})} .owner=${{username: 'amara.okafor'}}></change-password-form>`,
  );
  const form = get<ChangePasswordForm>(container, 'change-password-form');
  await until(() => forced || get(form, 'password-field').shadowRoot?.querySelector('.rules'), 'the policy');
  return form;
};

const sent = async (container: HTMLElement, answer: unknown): Promise<ChangePasswordForm> => {
  const form = await mounted(container, {'POST /v1/me/password': answer});
  type(get<HTMLInputElement>(form, '#current'), 'the old password');
  type(get<HTMLInputElement>(form, '#value'), GOOD);
  type(get<HTMLInputElement>(form, '#confirmation'), GOOD);
  await settled(container);
  get(form, '[type=submit]').click();
  return form;
};

const byLink = async (container: HTMLElement, answer: unknown): Promise<ChangePasswordForm> => {
  const client = fakeClient({'POST /v1/password-resets/complete': answer});
  await show(container, html`<change-password-form .token=${'a token'} .client=${client}></change-password-form>`);
  return get<ChangePasswordForm>(container, 'change-password-form');
};

const sentByLink = async (container: HTMLElement, answer: unknown): Promise<ChangePasswordForm> => {
  const form = await byLink(container, answer);
  type(get<HTMLInputElement>(form, '#value'), GOOD);
  type(get<HTMLInputElement>(form, '#confirmation'), GOOD);
  await settled(container);
  get(form, '[type=submit]').click();
  return form;
};

const failed = async (container: HTMLElement, answer: unknown, shown: string): Promise<void> => {
  const form = await sent(container, answer);
  await until(() => form.shadowRoot?.querySelector(shown), shown);
  await settled(container);
};

/** Every state of `<change-password-form>`. */
export const states: readonly ElementState[] = [
  {
    name: 'empty',
    mount: async (container) => {
      await mounted(container, {});
    },
  },
  {
    name: 'forced, without the rules',
    mount: async (container) => {
      const form = await mounted(container, {'GET /v1/tenants/self/password-policy': refusal('password-change-required')}, true);
      form.startWith('the temporary password');
      await settled(container);
    },
  },
  {
    name: 'sent empty',
    mount: async (container) => {
      const form = await mounted(container, {});
      get(form, '[type=submit]').click();
      await settled(container);
    },
  },
  {
    name: 'sending',
    mount: async (container) => {
      await sent(container, never);
      await settled(container);
    },
  },
  {name: 'changed', mount: (container) => failed(container, undefined, '.notice.success')},
  {name: 'current password wrong', mount: (container) => failed(container, refusal('wrong-password'), '.error-text')},
  {
    name: 'new password refused',
    mount: (container) => failed(container, refusal('password-policy', {rules: ['blocklisted']}), '.notice.danger'),
  },
  {name: 'answer lost', mount: (container) => failed(container, unreachable, '.notice.danger')},
  {
    name: 'by a link',
    mount: async (container) => {
      await byLink(container, never);
    },
  },
  {
    name: 'set by a link',
    mount: async (container) => {
      const form = await sentByLink(container, undefined);
      await until(() => form.shadowRoot?.querySelector('.notice.success'), 'the notice');
    },
  },
  {
    name: 'link expired',
    mount: async (container) => {
      const form = await sentByLink(container, refusal('link-expired'));
      await until(() => form.shadowRoot?.querySelector('.notice.danger'), 'the notice');
      await settled(container);
    },
  },
  {name: 'server busy', mount: (container) => failed(container, refusal('temporarily-unavailable'), '.notice.danger')},
];
