import {html} from 'lit';
import '../../define/reactivate-user-dialog.ts';
import type {ElementState} from '../../testing/element-state.ts';
import {dialogStates, mateo} from '../../testing/dialog-states.ts';

/** Every state of `<reactivate-user-dialog>`. */
export const states: readonly ElementState[] = dialogStates(
  (client, userId) => html`<reactivate-user-dialog open user-id=${userId} .client=${client}></reactivate-user-dialog>`,
  `POST /v1/tenants/self/users/${mateo.id}/reactivate`,
  {...mateo, status: 'deactivated', deactivatedAt: '2026-05-11T10:00:00.000Z', credential: 'temporary'},
);
