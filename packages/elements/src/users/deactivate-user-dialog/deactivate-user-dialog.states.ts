import {html} from 'lit';
import '../../define/deactivate-user-dialog.ts';
import type {ElementState} from '../../testing/element-state.ts';
import {dialogStates, mateo} from '../../dialogs/user-dialog.states.ts';

/** Every state of `<deactivate-user-dialog>`. */
export const states: readonly ElementState[] = dialogStates(
  (client, userId) => html`<deactivate-user-dialog open user-id=${userId} .client=${client}></deactivate-user-dialog>`,
  `POST /v1/tenants/self/users/${mateo.id}/deactivate`,
);
