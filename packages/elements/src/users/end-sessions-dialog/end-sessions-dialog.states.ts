import {html, type TemplateResult} from 'lit';
import type {TenantClient} from '@tenantry/sdk';
import '../../define/end-sessions-dialog.ts';
import {dialogStates, mateo} from '../../testing/dialog-states.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleSession} from '../../testing/samples.ts';

const READ = `GET /v1/tenants/self/users/${mateo.id}` as const;
const LIST = `GET /v1/tenants/self/users/${mateo.id}/sessions` as const;
const WRITE = `DELETE /v1/tenants/self/users/${mateo.id}/sessions` as const;

const sessions = [
  sampleSession({current: false, userId: mateo.id}),
  sampleSession({
    id: sampleId('ses', 2),
    current: false,
    userId: mateo.id,
    createdAt: '2026-05-11T16:47:00.000Z',
    lastSeenAt: '2026-05-11T17:02:00.000Z',
    ip: '2001:db8:7c2:91aa:44:ff:fe00:1',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  }),
];

const template = (client: TenantClient, userId: string): TemplateResult =>
  html`<end-sessions-dialog open user-id=${userId} .client=${client}></end-sessions-dialog>`;

const opened = async (container: HTMLElement, answers: Answers = {}): Promise<void> => {
  await show(container, template(fakeClient({[READ]: mateo, [LIST]: pageOf(sessions), ...answers}), mateo.id));
  await until(() => find(container, '[part=row], [part=empty]'), 'the sessions');
  await settled(container);
};

/** Every state of `<end-sessions-dialog>`. What it looks like while it sends is seen with its sisters. */
export const states: readonly ElementState[] = [
  {name: 'open', mount: (container) => opened(container)},
  {name: 'nowhere', mount: (container) => opened(container, {[LIST]: pageOf([])})},
  ...dialogStates(template, WRITE).filter(({name}) => ['loading', 'not loaded'].includes(name)),
  {
    name: 'a stronger user',
    mount: async (container) => {
      await opened(container, {[WRITE]: refusal('insufficient-authority')});
      get(container, '[part=confirm]').click();
      await until(() => find(container, '.notice[part=error]'), 'the reason');
      await settled(container);
    },
  },
];
