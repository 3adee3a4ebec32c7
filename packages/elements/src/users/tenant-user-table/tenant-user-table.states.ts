import type {Me, TenantClient, User} from '@tenantry/sdk';
import {adoptStyles, html, render, type TemplateResult} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-user-table.ts';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {type ElementState, find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {manyUsers, pageOf, sampleId, sampleMe, sampleTeam, sampleUser} from '../../testing/samples.ts';
import type {TenantUserTable} from './tenant-user-table.ts';

export const USERS = 'GET /v1/tenants/self/users';

const table = html`<tenant-user-table></tenant-user-table>`;

/** A table in a provider, where somebody is signed in. */
const mounted = (
  container: HTMLElement,
  answers: Answers,
  {me = sampleMe(), element = table}: {me?: Me; element?: TemplateResult} = {},
): Promise<void> => {
  const client = fakeClient({'GET /v1/session': me, ...answers});
  return show(container, html`<tenant-provider time-zone="Europe/Berlin" .client=${client}>${element}</tenant-provider>`);
};

const filled = async (container: HTMLElement, users: User[], element?: TemplateResult): Promise<void> => {
  await mounted(container, {[USERS]: pageOf(users, {total: {value: users.length, relation: 'eq'}})}, element && {element});
  await until(() => find(container, '[part=row]'), 'the rows');
};

/** What a host may do with users who are selected, in a style of its own. */
const bulkActions = (): HTMLElement => {
  const actions = document.createElement('div');
  actions.slot = 'bulk-actions';
  const root = actions.attachShadow({mode: 'open'});
  adoptStyles(root, [...base, ...buttons]);
  const names = ['Change Role', 'Reset Password', 'Deactivate'];
  render(
    names.map((name) => html`<button class="button quiet small" type="button">${name}</button>`),
    root,
  );
  return actions;
};

/** A table whose users can be selected, and these are. */
const selected = async (container: HTMLElement, selection: readonly User[], density = 'comfortable'): Promise<void> => {
  const ids = selection.map(({id}) => id);
  await filled(
    container,
    sampleTeam(),
    html`<tenant-user-table selectable density=${density} .selection=${ids}>${bulkActions()}</tenant-user-table>`,
  );
  await until(() => find(container, '[part=row] .check'), 'the boxes');
  await settled(container);
};

/** A table under test. */
export interface MountedTable {
  readonly table: TenantUserTable;
  readonly client: TenantClient;
  /** The queries of all questions so far. */
  readonly asked: readonly URLSearchParams[];
  readonly rows: () => HTMLElement[];
  readonly cell: (row: number, column: string) => string;
  readonly head: (column: string) => HTMLElement;
  readonly foot: () => string;
  readonly search: (text: string) => void;
}

/** A table in a provider, on a server of these answers, and what the server was asked for. */
export const mountTable = async (answers: Answers = {}, template: TemplateResult = table): Promise<MountedTable> => {
  const asked: URLSearchParams[] = [];
  const users = answers[USERS] ?? pageOf(sampleTeam(), {total: {value: 12, relation: 'eq'}});
  const client = fakeClient({
    'GET /v1/session': sampleMe(),
    ...answers,
    [USERS]: (request: Request) => {
      asked.push(new URL(request.url).searchParams);
      return typeof users === 'function' ? users(request) : users;
    },
  });
  const container = stage();
  await show(container, html`<tenant-provider time-zone="Europe/Berlin" .client=${client}>${template}</tenant-provider>`);
  const element = get<TenantUserTable>(container, 'tenant-user-table');
  await until(() => find(element, '.rows') ?? find(element, '.state'), 'the table');
  return {
    table: element,
    client,
    asked,
    rows: () => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])],
    cell: (row: number, column: string) => textOf(get(element, `[part=row]:nth-child(${row}) .${column}`)),
    head: (name: string) => get(element, `thead .${name}`),
    foot: () => textOf(get(element, '[part=footer]')),
    search: (text: string) => type(get<HTMLInputElement>(element, 'input'), text),
  };
};

/** Every state of `<tenant-user-table>`. */
export const states: readonly ElementState[] = [
  {
    name: 'loading',
    mount: async (container) => {
      await mounted(container, {[USERS]: never});
      await until(() => find(container, '.bone'), 'what stands for the rows');
    },
  },
  {name: 'filled', mount: (container) => filled(container, sampleTeam())},
  {
    name: 'filled, compact',
    mount: (container) => filled(container, sampleTeam(), html`<tenant-user-table density="compact"></tenant-user-table>`),
  },
  {
    name: 'other columns',
    mount: (container) =>
      filled(container, sampleTeam(), html`<tenant-user-table columns="name username status" sort="lastName"></tenant-user-table>`),
  },
  {name: 'selectable', mount: (container) => selected(container, [])},
  {name: 'one selected', mount: (container) => selected(container, sampleTeam().slice(2, 3))},
  {name: 'some selected, compact', mount: (container) => selected(container, sampleTeam().slice(1, 4), 'compact')},
  {name: 'all selected', mount: (container) => selected(container, sampleTeam())},
  {
    name: 'hostile and endless names',
    mount: (container) =>
      filled(container, [
        sampleUser({
          username: 'x'.repeat(64),
          email: `${'y'.repeat(240)}@nlab.example`,
          firstName: '<b>Z</b>'.repeat(12),
          lastName: 'أمين',
        }),
      ]),
  },
  {
    name: 'more to come',
    mount: async (container) => {
      const first = pageOf(manyUsers(20), {next: 'cursor', total: {value: 10_000, relation: 'gte'}});
      await mounted(container, {[USERS]: (request: Request) => (request.url.includes('cursor=') ? never(request) : first)});
      await until(() => find(container, '[part=row]'), 'the rows');
    },
  },
  {
    name: 'more that could not be loaded',
    mount: async (container) => {
      const first = pageOf(manyUsers(3), {next: 'cursor', total: {value: 40, relation: 'eq'}});
      await mounted(container, {[USERS]: (request: Request) => (request.url.includes('cursor=') ? unreachable() : first)});
      await until(() => find(container, '[role=alert]'), 'the failure');
    },
  },
  {
    name: 'one just created',
    mount: async (container) => {
      const [fresh = sampleUser(), ...others] = sampleTeam();
      const client = fakeClient({
        'GET /v1/session': sampleMe(),
        [USERS]: pageOf(others, {total: {value: others.length, relation: 'eq'}}),
        [`GET /v1/tenants/self/users/${fresh.id}`]: fresh,
      });
      await show(container, html`<tenant-provider time-zone="Europe/Berlin" .client=${client}>${table}</tenant-provider>`);
      await until(() => find(container, '[part=row]'), 'the rows');
      const change = {subject: {type: 'user', id: fresh.id}, action: 'created', origin: 'local'};
      client.changes.dispatchEvent(Object.assign(new Event('change'), change));
      await until(() => find(container, '.fresh'), 'the new row');
    },
  },
  {
    name: 'empty',
    mount: async (container) => {
      await mounted(container, {[USERS]: pageOf([])});
      await until(() => find(container, '.state'), 'the empty state');
    },
  },
  {
    name: 'no result',
    mount: async (container) => {
      await mounted(container, {[USERS]: (request: Request) => pageOf(request.url.includes('q=') ? [] : sampleTeam())});
      await until(() => find(container, '[part=row]'), 'the rows');
      const input = get<HTMLInputElement>(container, 'input');
      type(input, 'weber');
      input.dispatchEvent(new Event('change'));
      await until(() => find(container, '.state'), 'no result');
    },
  },
  {
    name: 'error',
    mount: async (container) => {
      await mounted(container, {[USERS]: refusal('internal-error')});
      await until(() => find(container, '.state'), 'the error');
    },
  },
  {
    name: 'stale',
    mount: async (container) => {
      let asked = 0;
      await mounted(container, {[USERS]: () => (asked++ === 0 ? pageOf(sampleTeam()) : unreachable())});
      await until(() => find(container, '[part=row]'), 'the rows');
      await get<TenantUserTable>(container, 'tenant-user-table').refresh();
      await settled(container);
    },
  },
  {
    name: 'forbidden',
    mount: async (container) => {
      await mounted(container, {}, {me: sampleMe({user: sampleUser({id: sampleId('usr', 40)}), permissions: ['jobs.read']})});
      await until(() => find(container, '.state'), 'the state');
    },
  },
  {
    name: 'signed out',
    mount: async (container) => {
      await mounted(container, {'GET /v1/session': refusal('unauthenticated')});
      await until(() => find(container, '.state'), 'the state');
      await settled(container);
    },
  },
];
