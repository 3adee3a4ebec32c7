import {html} from 'lit';
import '../../define/tenant-sign-in.ts';
import {type ElementState, find, get, settled, show, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {sampleMe, samplePolicy, sampleSession} from '../../testing/samples.ts';
import type {TenantSignIn} from './tenant-sign-in.ts';

const restricted = sampleMe({session: sampleSession({kind: 'passwordChangeRequired'})});

const mounted = async (container: HTMLElement, answers: Answers = {}, tenant = 'northlight'): Promise<TenantSignIn> => {
  await show(container, html`<tenant-sign-in tenant=${tenant} username="amara.okafor" .client=${fakeClient(answers)}></tenant-sign-in>`);
  return get<TenantSignIn>(container, 'tenant-sign-in');
};

const sent = async (container: HTMLElement, answers: Answers): Promise<TenantSignIn> => {
  const element = await mounted(container, answers);
  type(get<HTMLInputElement>(element, '#password'), 'weathervane over the barn');
  await settled(container);
  get(element, '[type=submit]').click();
  await settled(container);
  return element;
};

const failed = async (container: HTMLElement, answer: unknown): Promise<void> => {
  const element = await sent(container, {'POST /v1/session': answer});
  await until(() => find(element, '[role=alert]'), 'the error');
};

/** Every state of `<tenant-sign-in>`. */
export const states: readonly ElementState[] = [
  {
    name: 'ready',
    mount: async (container) => {
      await mounted(container);
    },
  },
  {
    name: 'without a tenant, with logo and footer',
    mount: (container) =>
      show(
        container,
        html`<tenant-sign-in .client=${fakeClient()}><b slot="logo">Halyard</b><p slot="footer">Status, Privacy, Help</p></tenant-sign-in>`,
      ),
  },
  {
    name: 'sent empty',
    mount: async (container) => {
      const element = await mounted(container, {}, '');
      element.username = '';
      await settled(container);
      get(element, '[type=submit]').click();
      await settled(container);
    },
  },
  {
    name: 'signing in',
    mount: async (container) => {
      await sent(container, {'POST /v1/session': never});
    },
  },
  {name: 'wrong password', mount: (container) => failed(container, refusal('invalid-credentials'))},
  {name: 'account deactivated', mount: (container) => failed(container, refusal('account-deactivated'))},
  {name: 'temporary password expired', mount: (container) => failed(container, refusal('temporary-password-expired'))},
  {name: 'tenant suspended', mount: (container) => failed(container, refusal('tenant-suspended'))},
  {
    name: 'too many attempts',
    mount: (container) => {
      const limited = refusal('rate-limited');
      limited.headers.set('retry-after', '840');
      return failed(container, limited);
    },
  },
  {name: 'no network', mount: (container) => failed(container, unreachable)},
  {
    name: 'new password to be chosen',
    mount: async (container) => {
      const element = await sent(container, {'POST /v1/session': restricted, 'GET /v1/tenants/self/password-policy': samplePolicy()});
      await until(() => find(element, '.rules'), 'the rules');
    },
  },
];
