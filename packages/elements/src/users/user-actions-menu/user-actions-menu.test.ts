import {expect} from '@open-wc/testing';
import type {User, UserAction} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/user-actions-menu.ts';
import type {TenantProvider} from '../../session/tenant-provider/tenant-provider.ts';
import {focused} from '../../testing/checks/flat-tree.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {fakeClient, never} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {press} from '../../testing/keys.ts';
import {sampleMe, sampleTeam, sampleUser} from '../../testing/samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {UserActionEvent} from './user-actions-menu.events.ts';
import {everyAction, everyRight, states} from './user-actions-menu.states.ts';
import type {UserActionsMenu} from './user-actions-menu.ts';

const [nia = sampleUser(), oskar = sampleUser()] = sampleTeam();
const deactivated: User = {...nia, status: 'deactivated', deactivatedAt: '2026-05-01T09:00:00.000Z'};

const mount = async (template: TemplateResult): Promise<UserActionsMenu> => {
  const container = stage();
  await show(container, template);
  return get<UserActionsMenu>(container, 'user-actions-menu');
};

const menuFor = (user: User, actions: readonly UserAction[] | undefined = everyAction): Promise<UserActionsMenu> =>
  mount(html`<user-actions-menu .user=${user} .actions=${actions}></user-actions-menu>`);

/** The menu of a user, seen by somebody with these permissions. */
const seenBy = async (permissions: string[], user: User = nia, actions?: readonly UserAction[]): Promise<UserActionsMenu> => {
  const client = fakeClient({'GET /v1/session': sampleMe({permissions})});
  const element = await mount(
    html`<tenant-provider .client=${client}><user-actions-menu .user=${user} .actions=${actions}></user-actions-menu></tenant-provider>`,
  );
  await until(() => get<TenantProvider>(document.body, 'tenant-provider').session?.me, 'the session');
  await settled(document.body);
  return element;
};

const open = async (element: UserActionsMenu): Promise<string[]> => {
  get(element, '#button').click();
  await settled(document.body);
  return items(element).map(textOf);
};

const items = (element: UserActionsMenu): HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
];

const isOpen = (element: UserActionsMenu): boolean => find(element, '[role=menu]') !== undefined;

describe('user-actions-menu', () => {
  keepsPromises('user-actions-menu', {client: fakeClient, properties: {user: nia, actions: everyAction}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('offers, in the order of the design: Edit, Reset Password, Change Role, Deactivate, Delete User (X1)', async () => {
    const element = await menuFor(nia);
    expect(await open(element)).to.deep.equal(['Edit', 'Reset Password', 'Change Role', 'End sessions', 'Deactivate', 'Delete User']);
    expect(element.shadowRoot?.querySelectorAll('[role=separator]').length).to.equal(1);
  });

  it('offers Reactivate for who is deactivated, instead of Deactivate', async () => {
    expect(await open(await menuFor(deactivated)))
      .to.include('Reactivate')
      .and.not.include('Deactivate');
  });

  it('names the user on the button, in the direction of the name', async () => {
    const element = await menuFor(nia);
    expect(textOf(get(element, '#button'))).to.equal('Actions for Nia Castellanos');
    expect(get(element, '#button bdi').textContent).to.equal('Nia Castellanos');
  });

  it('offers only what the permissions of whoever is signed in are good for (X1)', async () => {
    for (const [permissions, offered] of [
      [['users.update'], ['Edit']],
      [['users.resetPassword'], ['Reset Password', 'End sessions']],
      [['users.assignRole'], ['Change Role']],
      [['users.deactivate'], ['Deactivate']],
      [['users.delete'], ['Delete User']],
      [everyRight, ['Edit', 'Reset Password', 'Change Role', 'End sessions', 'Deactivate', 'Delete User']],
    ] as const) {
      expect(await open(await seenBy([...permissions])), String(permissions)).to.deep.equal(offered);
      document.body.replaceChildren();
    }
  });

  it('shows nothing to who may do nothing, and while nobody is known (X1)', async () => {
    for (const element of [await seenBy(['users.read']), await menuFor(nia, []), await menuFor(nia, ['transfer'])]) {
      expect(element.shadowRoot?.childElementCount).to.equal(0);
    }
    const client = fakeClient({'GET /v1/session': never});
    const unknown = await mount(
      html`<tenant-provider .client=${client}><user-actions-menu .user=${nia}></user-actions-menu></tenant-provider>`,
    );
    expect(unknown.shadowRoot?.childElementCount).to.equal(0);
    const nobody = await mount(html`<user-actions-menu .actions=${everyAction}></user-actions-menu>`);
    expect(nobody.shadowRoot?.childElementCount).to.equal(0);
  });

  it('offers of what the host does only what is allowed, and without a provider, where nobody knows, all of it (X1)', async () => {
    expect(await open(await seenBy(['users.update', 'users.deactivate'], nia, ['deactivate', 'delete']))).to.deep.equal(['Deactivate']);
    document.body.replaceChildren();
    expect(await open(await menuFor({...nia, allowedActions: ['edit', 'delete']}, ['edit', 'deactivate']))).to.deep.equal(['Edit']);
    document.body.replaceChildren();
    expect(await open(await menuFor(nia, ['edit', 'deactivate']))).to.deep.equal(['Edit', 'Deactivate']);
  });

  it('stands as buttons in a row, named by the user, with the same effect and the same reasons (S0-31)', async () => {
    const element = await seenBy(everyRight);
    element.toolbar = true;
    await settled(document.body);
    const group = get(element, '[role=group]');
    expect(textOf(get(group, '#label'))).to.equal('Actions for Nia Castellanos');
    const buttons = [...group.querySelectorAll('button')];
    expect(buttons.map(textOf)).to.deep.equal(['Edit', 'Reset Password', 'Change Role', 'End sessions', 'Deactivate', 'Delete User']);
    expect(buttons.every((button) => button.tabIndex === 0 && button.role !== 'menuitem')).to.equal(true);
    const heard: string[] = [];
    element.addEventListener('user-action', ({action}) => heard.push(action));
    buttons[2]?.focus();
    await press('Enter');
    element.user = sampleUser();
    await settled(document.body);
    const own = [...get(element, '[role=group]').querySelectorAll('button')];
    own[2]?.click();
    expect(own[2]?.ariaDisabled).to.equal('true');
    expect(own[2]?.title).to.equal('You cannot do this to your own account.');
    expect(heard).to.deep.equal(['changeRole']);
  });

  it('what the server allows for a user counts before what the permissions are good for', async () => {
    expect(await open(await seenBy(everyRight, {...nia, allowedActions: ['resetPassword', 'edit']}))).to.deep.equal([
      'Edit',
      'Reset Password',
    ]);
  });

  it('what one must not do to oneself is there, disabled, with the reason, and does nothing (G3, X1)', async () => {
    const element = await seenBy(everyRight, {...sampleUser(), allowedActions: ['edit']});
    let heard = 0;
    element.addEventListener('user-action', () => heard++);
    await open(element);
    expect(items(element).map((item) => [textOf(item), item.ariaDisabled])).to.deep.equal([
      ['Edit', null],
      ['Reset Password', 'true'],
      ['Change Role', 'true'],
      ['End sessions', 'true'],
      ['Deactivate', 'true'],
      ['Delete User', 'true'],
    ]);
    expect(textOf(get(element, '#note'))).to.equal('You cannot do this to your own account.');
    expect(items(element).map((item) => item.getAttribute('aria-describedby'))).to.deep.equal([null, ...Array(5).fill('note')]);
    items(element)[1]?.click();
    await press('End', 'Enter');
    expect([heard, isOpen(element)]).to.deep.equal([0, true]);
  });

  it('its list is there only while it is open', async () => {
    const element = await menuFor(nia);
    expect(find(element, '[popover]')).to.equal(undefined);
    await open(element);
    expect(get(element, '[popover]').matches(':popover-open')).to.equal(true);
    get(element, '#button').click();
    await settled(document.body);
    expect(find(element, '[popover]')).to.equal(undefined);
  });

  it('says what was chosen for whom, to any shadow root around it', async () => {
    const heard: UserActionEvent[] = [];
    const element = await menuFor(nia);
    document.body.addEventListener('user-action', (event) => heard.push(event), {once: true});
    await open(element);
    items(element)[3]?.click();
    expect(heard.map(({action, user, cancelable, composed}) => [action, user, cancelable, composed])).to.deep.equal([
      ['endSessions', nia, true, true],
    ]);
    expect(focused()).to.equal(get(element, '#button'));
  });

  it('closes when it becomes the menu of another user: nothing is done to the wrong one', async () => {
    const element = await menuFor(nia);
    await open(element);
    element.user = oskar;
    await settled(document.body);
    expect(isOpen(element)).to.equal(false);
    expect(focused()).to.equal(get(element, '#button'));
    expect(textOf(get(element, '#button'))).to.equal('Actions for Oskar Lindqvist');
  });

  it('closes when what it offers changes under the finger, and stays open when only the user does', async () => {
    const element = await menuFor(nia);
    await open(element);
    element.user = {...nia, firstName: 'Nina', version: 2};
    await settled(document.body);
    expect(isOpen(element)).to.equal(true);
    element.user = {...deactivated};
    await settled(document.body);
    expect(isOpen(element)).to.equal(false);
    await open(element);
    element.actions = [];
    await settled(document.body);
    element.actions = everyAction;
    await settled(document.body);
    expect(isOpen(element)).to.equal(false);
  });

  it('closes when its row leaves the page, and comes back closed', async () => {
    const element = await menuFor(nia);
    const place = element.parentElement;
    await open(element);
    element.remove();
    await element.updateComplete;
    expect(isOpen(element)).to.equal(false);
    place?.append(element);
    await settled(document.body);
    expect(isOpen(element)).to.equal(false);
    expect(get(element, '#button').ariaExpanded).to.equal('false');
  });

  it('closes when the focus goes elsewhere, and leaves it there', async () => {
    const element = await menuFor(nia);
    const elsewhere = document.createElement('button');
    element.after(elsewhere);
    await open(element);
    elsewhere.focus();
    await settled(document.body);
    expect(isOpen(element)).to.equal(false);
    expect(focused()).to.equal(elsewhere);
  });

  it('a key that is held down chooses and does not open it again', async () => {
    const element = await menuFor(nia);
    await open(element);
    items(element)[0]?.click();
    const again = new KeyboardEvent('keydown', {key: 'Enter', repeat: true, bubbles: true, cancelable: true});
    get(element, '#button').dispatchEvent(again);
    expect(again.defaultPrevented).to.equal(true);
  });

  it('in a dialog, Esc closes the menu alone (T33)', async () => {
    const container = stage();
    await show(
      container,
      html`<dialog aria-label="Users"><user-actions-menu .user=${nia} .actions=${everyAction}></user-actions-menu></dialog>`,
    );
    const dialog = get<HTMLDialogElement>(container, 'dialog');
    dialog.showModal();
    const element = get<UserActionsMenu>(container, 'user-actions-menu');
    await open(element);
    expect(get(element, '[popover]').matches(':popover-open')).to.equal(true);
    await press('Escape');
    await settled(document.body);
    expect([isOpen(element), dialog.open]).to.deep.equal([false, true]);
    await press('Escape');
    await until(() => !dialog.open, 'the dialog to close');
  });

  it('in a toolbar of oneself what cannot be done is muted, its icon too (G3, X1)', async () => {
    await states.find(({name}) => name === 'as a toolbar, of oneself')?.mount(stage());
    const button = get(document.body, '.tools > .danger');
    expect(button.ariaDisabled).to.equal('true');
    expect(getComputedStyle(get(button, '.icon')).color).to.equal(getComputedStyle(button).color);
  });

  it('texts can be replaced, and a text that throws is contained (T29)', async () => {
    const element = await menuFor(nia);
    element.messages = {edit: 'Change details'};
    expect((await open(element))[0]).to.equal('Change details');
    element.messages = {
      label: () => {
        throw new Error('of the host');
      },
    };
    await settled(document.body);
    expect(textOf(element)).to.equal('This part could not be shown. Try again');
  });
});
