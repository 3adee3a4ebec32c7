import {html} from 'lit';
import '../../define/deactivate-user-dialog.ts';
import {dialogStates, mateo} from '../../testing/dialog-states.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';

const WRITE = `POST /v1/tenants/self/users/${mateo.id}/deactivate` as const;

const failed = async (container: HTMLElement, answer: unknown): Promise<void> => {
  await show(
    container,
    html`<deactivate-user-dialog open .user=${mateo} .client=${fakeClient({[WRITE]: answer})}></deactivate-user-dialog>`,
  );
  get(container, '[part=confirm]').click();
  await until(() => find(container, '.notice[part=error]'), 'the reason');
  await settled(container);
};

/** Every state of `<deactivate-user-dialog>`. The last three look the same in the other dialogs about a user. */
export const states: readonly ElementState[] = [
  ...dialogStates(
    (client, userId) => html`<deactivate-user-dialog open user-id=${userId} .client=${client}></deactivate-user-dialog>`,
    WRITE,
  ),
  {
    name: 'deleted meanwhile',
    mount: async (container) => {
      await show(container, html`<deactivate-user-dialog open user-id=${mateo.id} .client=${fakeClient()}></deactivate-user-dialog>`);
      await until(() => find(container, 'dialog[open]') && !find(container, '.late'), 'the answer');
      await settled(container);
    },
  },
  {name: 'answer lost', mount: (container) => failed(container, unreachable)},
  {name: 'failed', mount: (container) => failed(container, refusal('permission-denied'))},
];
