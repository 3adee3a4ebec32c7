import {html} from 'lit';
import '../../define/reset-password-dialog.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal} from '../../testing/fake-client.ts';
import {dialogStates, mateo} from '../../testing/dialog-states.ts';

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
