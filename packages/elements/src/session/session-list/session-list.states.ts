import {html} from 'lit';
import '../../define/session-list.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleSession} from '../../testing/samples.ts';
import type {SessionList} from './session-list.ts';

const phone = sampleSession({
  id: sampleId('ses', 2),
  current: false,
  createdAt: '2026-05-11T16:47:00.000Z',
  lastSeenAt: '2026-05-11T17:02:00.000Z',
  ip: '2001:db8:7c2:91aa:44:ff:fe00:1',
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
});
const program = sampleSession({id: sampleId('ses', 3), current: false, createdAt: '2026-05-04T09:00:00.000Z', userAgent: 'curl/8.14.1'});

const mounted = (container: HTMLElement, answers: Answers): Promise<void> =>
  show(container, html`<session-list .client=${fakeClient(answers)}></session-list>`);

const listed = async (container: HTMLElement, answers: Answers = {}): Promise<void> => {
  await mounted(container, {'GET /v1/me/sessions': pageOf([sampleSession(), phone, program]), ...answers});
  await until(() => find(container, '[part=row]'), 'the rows');
};

const anothers = sampleId('usr', 9);

/** Every state of `<session-list>`. */
export const states: readonly ElementState[] = [
  {
    name: 'loading',
    mount: async (container) => {
      await mounted(container, {'GET /v1/me/sessions': never});
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  {name: 'filled', mount: (container) => listed(container)},
  {
    name: 'of another user',
    mount: async (container) => {
      const client = fakeClient({
        [`GET /v1/tenants/self/users/${anothers}/sessions`]: pageOf([
          {...phone, userId: anothers},
          {...program, userId: anothers},
        ]),
      });
      await show(container, html`<session-list user-id=${anothers} .client=${client}></session-list>`);
      await until(() => find(container, '[part=row]'), 'the rows');
    },
  },
  {
    name: 'empty',
    mount: async (container) => {
      await mounted(container, {'GET /v1/me/sessions': pageOf([])});
      await until(() => find(container, '.state'), 'the empty state');
    },
  },
  {
    name: 'error',
    mount: async (container) => {
      await mounted(container, {'GET /v1/me/sessions': refusal('internal-error')});
      await until(() => find(container, '.state'), 'the error');
    },
  },
  {
    name: 'stale',
    mount: async (container) => {
      let asked = 0;
      await mounted(container, {'GET /v1/me/sessions': () => (asked++ === 0 ? pageOf([sampleSession(), phone]) : unreachable())});
      await until(() => find(container, '[part=row]'), 'the rows');
      await get<SessionList>(container, 'session-list').refresh();
      await settled(container);
    },
  },
  {
    name: 'ending one',
    mount: async (container) => {
      await listed(container, {[`DELETE /v1/me/sessions/${phone.id}`]: never});
      get(container, 'button').click();
      await settled(container);
    },
  },
  {
    name: 'one that was not ended',
    mount: async (container) => {
      await listed(container, {[`DELETE /v1/me/sessions/${phone.id}`]: unreachable});
      get(container, 'button').click();
      await until(() => find(container, '[role=alert]'), 'the error');
    },
  },
];
