import type {User, UserAction} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/user-actions-menu.ts';
import type {TenantProvider} from '../../session/tenant-provider/tenant-provider.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {fakeClient} from '../../testing/fake-client.ts';
import {sampleMe, sampleTeam, sampleUser} from '../../testing/samples.ts';

/** Every action that there is. */
export const everyAction: readonly UserAction[] = [
  'edit',
  'resetPassword',
  'changeRole',
  'deactivate',
  'reactivate',
  'delete',
  'transfer',
  'endSessions',
];

/** What everything there is takes. */
export const everyRight = ['users.update', 'users.resetPassword', 'users.assignRole', 'users.deactivate', 'users.delete'];

const nia = sampleTeam()[0] ?? sampleUser();
const yusuf = sampleTeam().find(({status}) => status === 'deactivated') ?? sampleUser();

/** Puts a menu at the end of a line, as a row has it. */
const closed = async (container: HTMLElement, user: User, actions: readonly UserAction[] = everyAction): Promise<void> => {
  container.style.setProperty('text-align', 'end');
  const client = fakeClient({'GET /v1/session': sampleMe({permissions: everyRight})});
  await show(
    container,
    html`<tenant-provider .client=${client}><user-actions-menu .user=${user} .actions=${actions}></user-actions-menu></tenant-provider>`,
  );
  await until(() => get<TenantProvider>(container, 'tenant-provider').session?.me, 'the session');
  await settled(container);
};

const open = async (container: HTMLElement, user: User, actions?: readonly UserAction[]): Promise<void> => {
  await closed(container, user, actions);
  const button = get(container, '#button');
  button.focus(); // It is in view then, as when somebody presses it.
  button.click();
  await until(() => find(container, ':popover-open'), 'the menu');
};

/** Every state of `<user-actions-menu>`. */
export const states: readonly ElementState[] = [
  {name: 'closed', mount: (container) => closed(container, nia)},
  {name: 'open', mount: (container) => open(container, nia)},
  {name: 'open on a deactivated user', mount: (container) => open(container, yusuf)},
  {name: 'oneself', mount: (container) => open(container, sampleUser())},
  {name: 'few actions', mount: (container) => open(container, nia, ['edit', 'resetPassword'])},
  {
    name: 'a long name',
    mount: (container) =>
      open(container, {...nia, firstName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2), lastName: 'Adolph Blaine Charles David'}),
  },
  {
    name: 'as a toolbar',
    mount: async (container) => {
      await closed(container, nia);
      get(container, 'user-actions-menu').setAttribute('toolbar', '');
      await settled(container);
    },
  },
  {
    name: 'as a toolbar, of oneself',
    mount: async (container) => {
      await closed(container, sampleUser());
      get(container, 'user-actions-menu').setAttribute('toolbar', '');
      await settled(container);
    },
  },
  {name: 'an Arabic name', mount: (container) => open(container, {...nia, firstName: 'نورة', lastName: 'القحطاني'})},
];
