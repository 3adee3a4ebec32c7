import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/reset-password-dialog.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal} from '../../testing/fake-client.ts';
import {dialogStates, mateo} from '../../testing/dialog-states.ts';
import {sampleMe} from '../../testing/samples.ts';
import type {ResetPasswordDialog} from './reset-password-dialog.ts';

const WRITE = `POST /v1/tenants/self/users/${mateo.id}/reset-password` as const;

/** What a server answers to the dialog. */
export const answers: Answers = {
  [`GET /v1/tenants/self/users/${mateo.id}`]: mateo,
  [WRITE]: () => ({
    loginUrl: 'https://halyard.example/northlight',
    username: mateo.username,
    temporaryPassword: 'K7QM4-WPXR2-9TFHC-3VJDN',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    delivered: 'shown',
    secretWithheld: false,
  }),
};

/** Opens the dialog and confirms it. */
export const confirmed = async (container: HTMLElement, changed: Answers = {}): Promise<void> => {
  await show(
    container,
    html`<reset-password-dialog open .user=${mateo} .client=${fakeClient({...answers, ...changed})}></reset-password-dialog>`,
  );
  get(container, '[part=confirm]').click();
  await until(() => find(container, '.facts, .notice[part=error]'), 'what came of it');
  await settled(container);
};

/** Opens the dialog where the server sends mail, and chooses how the password gets to the user. */
export const choosing = async (
  container: HTMLElement,
  delivery: 'show' | 'email' | 'link',
  changed: Answers = {},
): Promise<ResetPasswordDialog> => {
  const client = fakeClient({...answers, 'GET /v1/session': sampleMe({features: ['mail']}), ...changed});
  await show(
    container,
    html`<tenant-provider .client=${client}><reset-password-dialog open .user=${mateo}></reset-password-dialog></tenant-provider>`,
  );
  const dialog = get<ResetPasswordDialog>(container, 'reset-password-dialog');
  await until(() => find(dialog, '#delivery'), 'the choice');
  const select = get<HTMLSelectElement>(dialog, '#delivery');
  select.value = delivery;
  select.dispatchEvent(new Event('change'));
  await settled(container);
  return dialog;
};

/** What the server answers to whom it sends a mail, or could not. */
export const mailed = (delivered: 'email' | 'link' | 'failed'): object => ({
  loginUrl: 'https://halyard.example/northlight',
  username: mateo.username,
  temporaryPassword: null,
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  delivered,
  secretWithheld: false,
});

/** Every state of `<reset-password-dialog>`. */
export const states: readonly ElementState[] = [
  ...dialogStates(
    (client, userId) => html`<reset-password-dialog open user-id=${userId} .client=${client}></reset-password-dialog>`,
    WRITE,
  ),
  {name: 'deactivated', mount: (container) => confirmed(container, {[WRITE]: refusal('user-deactivated')})},
  {name: 'handing over', mount: (container) => confirmed(container)},
  {
    name: 'would lose the password',
    mount: async (container) => {
      await confirmed(container);
      get(container, '.dialog-head button').click();
      await settled(container);
    },
  },
  {
    name: 'by email',
    mount: async (container) => {
      await choosing(container, 'email');
    },
  },
  {
    name: 'mail not sent',
    mount: async (container) => {
      const dialog = await choosing(container, 'link', {[WRITE]: mailed('failed')});
      get(dialog, '[part=confirm]').click();
      await until(() => find(dialog, '.result'), 'what came of it');
      await settled(container);
    },
  },
  {
    name: 'password withheld',
    mount: (container) =>
      confirmed(container, {
        [WRITE]: {
          loginUrl: 'https://halyard.example/northlight',
          username: mateo.username,
          temporaryPassword: null,
          expiresAt: null,
          delivered: 'shown',
          secretWithheld: true,
        },
      }),
  },
];
