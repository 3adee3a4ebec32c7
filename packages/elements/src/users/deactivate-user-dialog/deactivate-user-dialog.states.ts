import {html} from 'lit';
import '../../define/deactivate-user-dialog.ts';
import '../../define/tenant-provider.ts';
import {dialogStates, mateo} from '../../testing/dialog-states.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';
import {sampleMe} from '../../testing/samples.ts';
import type {TenantProvider} from '../../session/tenant-provider/tenant-provider.ts';
import type {DeactivateUserDialog} from './deactivate-user-dialog.ts';

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

/** Opens the dialog before a server that can do what is named. */
export const openedWhere = async (
  container: HTMLElement,
  features: readonly string[],
  answers: Answers = {},
): Promise<DeactivateUserDialog> => {
  const client = fakeClient({'GET /v1/session': sampleMe({features: [...features]}), ...answers});
  await show(
    container,
    html`<tenant-provider .client=${client}><deactivate-user-dialog open .user=${mateo}></deactivate-user-dialog></tenant-provider>`,
  );
  await until(() => get<TenantProvider>(container, 'tenant-provider').session?.me, 'the session');
  await settled(container);
  return get(container, 'deactivate-user-dialog');
};

/** Every state of `<deactivate-user-dialog>`. The last three look the same in the other dialogs about a user. */
export const states: readonly ElementState[] = [
  ...dialogStates(
    (client, userId) => html`<deactivate-user-dialog open user-id=${userId} .client=${client}></deactivate-user-dialog>`,
    WRITE,
  ),
  {
    name: 'jobs to choose',
    mount: async (container) => {
      get(await openedWhere(container, ['jobs']), '.radio[value=hold]').click();
      await settled(container);
    },
  },
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
