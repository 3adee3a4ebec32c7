// The states of the portal, each on a server of samples. Imported before the portal itself.
// First: what comes after it looks at the clock.
import '../../packages/elements/src/testing/picture-page.ts';
import {find, get, settled, type, until} from '../../packages/elements/src/testing/element-state.ts';
import {type Answers, refusal, unreachable} from '../../packages/elements/src/testing/fake-client.ts';
import {pageOf, sampleId, sampleMe, sampleSession} from '../../packages/elements/src/testing/samples.ts';
import {answers, open} from '../../packages/elements/src/users/tenant-user-management/tenant-user-management.states.ts';

interface PortalState {
  readonly name: string;
  readonly path: string;
  /** What the server answers, where that is not {@link answers}. */
  readonly answers?: Answers;
  /** What is there when the page is. */
  readonly shown: string;
  readonly act?: () => Promise<void> | void;
  /** Done again in each window. */
  readonly actInside?: () => void;
}

const page = document.body;
const nobody: Answers = {'GET /v1/session': refusal('unauthenticated')};
const tenantUser: Answers = {'GET /v1/session': sampleMe({permissions: ['jobs.read']})};
const another = sampleSession({
  id: sampleId('ses', 2),
  current: false,
  createdAt: '2026-05-11T16:47:00.000Z',
  ip: '2001:db8:7c2:91aa:44:ff:fe00:1',
});
const sessions: Answers = {'GET /v1/me/sessions': pageOf([sampleSession(), another])};

/** On the page of the account. */
const dress = (theme: string): void => {
  get(page, `[value=${theme}]`).click();
  get(page, '[name=density]').click();
};

const states: readonly PortalState[] = [
  {name: 'sign-in', path: '/sign-in', answers: nobody, shown: '#password'},
  {name: 'forgotten password', path: '/reset', answers: nobody, shown: '#login'},
  {name: 'welcome', path: '/welcome#token=a', answers: nobody, shown: '#confirmation'},
  {name: 'not reachable', path: '/users', answers: {'GET /v1/session': unreachable}, shown: '#try-again'},
  {name: 'users', path: '/users', shown: '[part=row]'},
  {name: 'creating a user', path: '/users', shown: '[part=row]', act: () => open(get(page, 'tenant-user-management'))},
  {name: 'users forbidden', path: '/users', answers: tenantUser, shown: '.state'},
  {
    name: 'menu',
    path: '/users',
    shown: '[part=row]',
    actInside: () => get<HTMLButtonElement>(page, '.topbar .menu').checkVisibility() && get(page, '#side').showPopover(),
  },
  {name: 'account', path: '/account', answers: sessions, shown: '[part=row]'},
  {
    name: 'account, a name missing',
    path: '/account',
    answers: sessions,
    shown: '[part=row]',
    act: () => {
      type(get<HTMLInputElement>(page, '#last-name'), '');
      get(page, '#names [type=submit]').click();
    },
  },
  {
    name: 'account, its end',
    path: '/account',
    answers: sessions,
    shown: '[part=row]',
    // What is above would leave no room for it in a narrow window.
    act: () => page.querySelectorAll('#page > .part:nth-of-type(-n + 2)').forEach((part) => part.remove()),
  },
  {name: 'account, graphite, compact', path: '/account', answers: sessions, shown: '[part=row]', act: () => dress('graphite')},
  {
    name: 'users, aurora, compact',
    path: '/account',
    shown: '#appearance',
    act: async () => {
      dress('aurora');
      get(page, '.nav [href="/users"]').click();
      await until(() => find(page, '[part=row]'), 'the rows');
    },
  },
  {
    name: 'session ended',
    path: '/account',
    answers: {'GET /v1/me/sessions': refusal('unauthenticated')},
    shown: '#again[open] tenant-sign-in',
  },
  {name: 'not found', path: '/nowhere', shown: '#page .state'},
  {name: 'not found, nobody signed in', path: '/nowhere', answers: nobody, shown: '#door .state'},
];

const wanted = states.find(({name}) => name === decodeURIComponent(location.search.slice(1)));
history.replaceState(null, '', wanted?.path ?? '/');

const {lang} = document.documentElement;
const samples = lang === 'ar' ? import('../../packages/elements/src/testing/arabic-samples.ts') : undefined;

globalThis.fetch = async (...asked) => {
  await samples;
  const request = new Request(...asked);
  const known = {...answers, ...wanted?.answers};
  const answer = known[`${request.method} ${new URL(request.url).pathname.replace('/api', '')}` as keyof Answers] ?? refusal('not-found');
  const found: unknown = await (typeof answer === 'function' ? answer(request) : answer);
  return found instanceof Response ? found.clone() : Response.json(found);
};

const {show, frame} = pictureStage;

globalThis.pictureStage = {
  states: states.map(({name}) => ({tag: 'portal', name})),
  show: async (state, styles) => {
    await until(() => wanted && find(page, wanted.shown), wanted?.shown);
    await settled(page);
    await wanted?.act?.();
    await show(state, styles);
  },
  frame: (scheme) => {
    wanted?.actInside?.();
    return frame(scheme);
  },
};
