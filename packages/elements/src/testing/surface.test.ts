import {expect} from '@open-wc/testing';
import {html} from 'lit';
import '../define/tenant-provider.ts';
import {states as gpuCard} from '../dashboard/gpu-card/gpu-card.states.ts';
import {states as quickLinks} from '../dashboard/quick-links/quick-links.states.ts';
import {states as jobList} from '../dashboard/job-list/job-list.states.ts';
import {states as resourceCard} from '../dashboard/resource-card/resource-card.states.ts';
import {states as resourceDashboard} from '../dashboard/resource-dashboard/resource-dashboard.states.ts';
import {states as changePasswordForm} from '../session/change-password-form/change-password-form.states.ts';
import {states as passwordField} from '../session/password-field/password-field.states.ts';
import {states as passwordResetRequest} from '../session/password-reset-request/password-reset-request.states.ts';
import {states as sessionList} from '../session/session-list/session-list.states.ts';
import {states as tenantSignIn} from '../session/tenant-sign-in/tenant-sign-in.states.ts';
import {states as changeRoleDialog} from '../users/change-role-dialog/change-role-dialog.states.ts';
import {readyForm, states as createUserForm} from '../users/create-user-form/create-user-form.states.ts';
import {states as credentialHandoff} from '../users/credential-handoff/credential-handoff.states.ts';
import {states as deactivateUserDialog} from '../users/deactivate-user-dialog/deactivate-user-dialog.states.ts';
import {states as deleteUserDialog} from '../users/delete-user-dialog/delete-user-dialog.states.ts';
import {states as endSessionsDialog} from '../users/end-sessions-dialog/end-sessions-dialog.states.ts';
import {states as reactivateUserDialog} from '../users/reactivate-user-dialog/reactivate-user-dialog.states.ts';
import {states as editUserDialog} from '../users/edit-user-dialog/edit-user-dialog.states.ts';
import {states as editUserForm} from '../users/edit-user-form/edit-user-form.states.ts';
import {states as resetPasswordDialog} from '../users/reset-password-dialog/reset-password-dialog.states.ts';
import {states as roleSelect} from '../users/role-select/role-select.states.ts';
import {mounted, states as tenantUserManagement} from '../users/tenant-user-management/tenant-user-management.states.ts';
import {states as tenantUserTable} from '../users/tenant-user-table/tenant-user-table.states.ts';
import {states as userActionsMenu} from '../users/user-actions-menu/user-actions-menu.states.ts';
import {dialogStates} from './dialog-states.ts';
import {type ElementState, find, get, settled, show, stage, type, until} from './element-state.ts';
import {refusal} from './fake-client.ts';
import {pageOf} from './samples.ts';
import {surfaces} from './surface.ts';

const without = async (container: HTMLElement, users: unknown, part: string): Promise<void> => {
  await mounted(container, {'GET /v1/tenants/self/users': users});
  await until(() => find(container, `div[part=${part}]`), 'what stands instead of the rows');
  await settled(container);
};

/** The states that the surfaces name: the elements' own, and some that only matter here. */
const statesOf: Readonly<Record<string, readonly ElementState[]>> = {
  'tenant-provider': [{name: 'there', mount: (container) => show(container, html`<tenant-provider></tenant-provider>`)}],
  'change-password-form': changePasswordForm,
  'deactivate-user-dialog': deactivateUserDialog,
  'job-list': jobList,
  'password-field': passwordField,
  'password-reset-request': passwordResetRequest,
  'end-sessions-dialog': endSessionsDialog,
  'reactivate-user-dialog': reactivateUserDialog,
  'session-list': sessionList,
  'tenant-sign-in': tenantSignIn,
  'change-role-dialog': changeRoleDialog,
  'create-user-form': [
    ...createUserForm,
    {
      name: 'typing a password',
      mount: async (container) => {
        await readyForm(container);
        type(get<HTMLInputElement>(container, '#value'), 'weather');
        await settled(container);
      },
    },
  ],
  'credential-handoff': credentialHandoff,
  'user-actions-menu': userActionsMenu,
  'delete-user-dialog': [
    ...deleteUserDialog,
    ...dialogStates((client, id) => html`<delete-user-dialog open user-id=${id} .client=${client}></delete-user-dialog>`, 'POST /v1/none'),
  ],
  'edit-user-dialog': editUserDialog,
  'edit-user-form': editUserForm,
  'reset-password-dialog': resetPasswordDialog,
  'gpu-card': gpuCard,
  'quick-links': quickLinks,
  'resource-card': resourceCard,
  'resource-dashboard': resourceDashboard,
  'role-select': roleSelect,
  'tenant-user-table': [
    ...tenantUserTable,
    {
      name: 'one selected',
      mount: async (container) => {
        await tenantUserTable.find(({name}) => name === 'filled')?.mount(container);
        get(container, 'tenant-user-table').setAttribute('selectable', '');
        await until(() => find(container, 'tbody input[type=checkbox]'), 'the checkboxes');
        get(container, 'tbody input[type=checkbox]').click();
        await settled(container);
      },
    },
  ],
  'tenant-user-management': [
    ...tenantUserManagement,
    {name: 'no users', mount: (container) => without(container, pageOf([]), 'empty')},
    {name: 'users not loaded', mount: (container) => without(container, refusal('internal-error'), 'error')},
  ],
};

/** A property that says which rule reaches an element: not what is in it. */
const markOf = (name: string): string => `--reached-by-${name}`;

/** The page's own style sheet, with a rule for each name. */
const hostRules = (selectors: Readonly<Record<string, string>>): (() => void) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    Object.entries(selectors)
      .map(([name, selector]) => `@property ${markOf(name)} { syntax: "*"; inherits: false } ${selector} { ${markOf(name)}: yes; }`)
      .join(' '),
  );
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
};

const isReached = (element: Element, name: string): boolean => getComputedStyle(element).getPropertyValue(markOf(name)) !== '';

/** Every element with this part in a shadow tree, and in the trees of elements in it where they count. */
const carriers = (root: ParentNode | null, part: string, nested: boolean): Element[] =>
  [...(root?.querySelectorAll('*') ?? [])].flatMap((element) => [
    ...(element.matches(`[part~='${part}']`) ? [element] : []),
    ...(nested ? carriers(element.shadowRoot, part, nested) : []),
  ]);

const mount = async (tag: string, state: string): Promise<{readonly element: HTMLElement; readonly remove: () => void}> => {
  const container = stage();
  const found = statesOf[tag]?.find(({name}) => name === state);
  if (!found) {
    throw new Error(`<${tag}> has no state "${state}"`);
  }
  await found.mount(container);
  await settled(container);
  return {element: get(container, tag), remove: () => container.remove()};
};

/** A state is shown once, for all the parts that are looked at in it. */
const partsByState = (parts: Readonly<Record<string, readonly string[]>>): (readonly [string, readonly string[]])[] => {
  const states = new Set(Object.values(parts).flat());
  return [...states].map((state) => [state, Object.keys(parts).filter((part) => parts[part]?.includes(state))]);
};

describe("a host's style sheet", () => {
  for (const [tag, {parts, through = [], slots = {}, states = {}}] of Object.entries(surfaces)) {
    for (const [state, shown] of partsByState(parts)) {
      it(`reaches ${shown.map((part) => `${tag}::part(${part})`).join(', ')}, ${state}`, async () => {
        const forget = hostRules(Object.fromEntries(shown.map((part) => [part, `${tag}::part(${part})`])));
        const {element, remove} = await mount(tag, state);
        for (const part of shown) {
          const found = carriers(element.shadowRoot, part, through.includes(part));
          expect(found.length, `${part}: there`).to.be.above(0);
          expect(
            found.filter((carrier) => !isReached(carrier, part)).map((carrier) => carrier.outerHTML),
            part,
          ).to.deep.equal([]);
        }
        remove();
        forget();
      });
    }

    for (const [slot, state] of Object.entries(slots)) {
      it(`fills the slot "${slot}" of ${tag}, and styles what it filled it with`, async () => {
        const {element, remove} = await mount(tag, state);
        const forget = hostRules({content: '.of-the-host'});
        const content = document.createElement('b');
        content.className = 'of-the-host';
        content.slot = slot;
        content.textContent = "The host's own";
        element.append(content);
        await until(() => content.getClientRects().length > 0, 'the content to be shown');
        expect(isReached(content, 'content')).to.equal(true);
        forget();
        remove();
      });
    }

    for (const [name, state] of Object.entries(states)) {
      it(`reaches ${tag}:state(${name}), in no other state than its own`, async () => {
        const forget = hostRules({[name]: `${tag}:state(${name})`});
        const {element, remove} = await mount(tag, state);
        expect(isReached(element, name)).to.equal(true);
        for (const other of Object.keys(states).filter((candidate) => candidate !== name)) {
          expect(element.matches(`:state(${other})`), other).to.equal(false);
        }
        remove();
        forget();
      });
    }
  }
});
