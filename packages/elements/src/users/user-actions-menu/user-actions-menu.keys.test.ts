// The keys of a menu button, https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/, and of its menu, …/patterns/menubar/.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../define/user-actions-menu.ts';
import {focused} from '../../testing/checks/flat-tree.ts';
import {find, get, settled, show, stage, textOf} from '../../testing/element-state.ts';
import {directions, press} from '../../testing/keys.ts';
import {sampleTeam} from '../../testing/samples.ts';
import type {UserActionEvent} from './user-actions-menu.events.ts';
import {everyAction} from './user-actions-menu.states.ts';

const ITEMS = ['Edit', 'Reset Password', 'Change Role', 'End sessions', 'Deactivate', 'Delete User'];

/** Keys that open the menu, and the item that has the focus then. */
const OPENERS = {Enter: 'Edit', Space: 'Edit', ArrowDown: 'Edit', ArrowUp: 'Delete User'};

for (const direction of directions) {
  describe(`the keys of user-actions-menu, ${direction} (T32)`, () => {
    let container: HTMLElement;
    let chosen: string[];
    let outside: string[];
    const menu = (): HTMLElement | undefined => find(container, '[role=menu]');
    const button = (): HTMLElement => get(container, '#button');
    const at = (): string => textOf(focused() ?? container);

    beforeEach(async () => {
      container = stage();
      container.dir = direction;
      chosen = [];
      outside = [];
      const onAction = ({action}: UserActionEvent): number => chosen.push(`${action} from ${focused()?.id}`);
      const onKey = ({key}: KeyboardEvent): number => outside.push(key);
      await show(
        container,
        html`<button>before</button>
          <div @keydown=${onKey}>
            <user-actions-menu .user=${sampleTeam()[0]} .actions=${everyAction} @user-action=${onAction}></user-actions-menu>
          </div>
          <button>after</button>`,
      );
      get(container, 'button').focus();
      await press('Tab');
    });
    afterEach(() => document.body.replaceChildren());

    const open = async (): Promise<void> => {
      await press('Enter');
      await settled(container);
      outside = [];
    };

    it('Tab puts the focus on the button, which says that it has a menu, and that it is closed', () => {
      expect(focused()).to.equal(button());
      expect([button().ariaHasPopup, button().ariaExpanded, button().getAttribute('aria-controls')]).to.deep.equal(['menu', 'false', null]);
      expect(menu()).to.equal(undefined);
    });

    for (const [key, item] of Object.entries(OPENERS)) {
      it(`${key} opens the menu, on ${item}; a table around it does not see the key`, async () => {
        await press(key);
        await settled(container);
        expect(at()).to.equal(item);
        expect(focused()?.role).to.equal('menuitem');
        expect([button().ariaExpanded, button().getAttribute('aria-controls')]).to.deep.equal(['true', 'menu']);
        expect(outside).to.deep.equal([]);
      });
    }

    it('other keys on the button are not its own', async () => {
      await press('Home', 'x');
      expect(outside).to.deep.equal(['Home', 'x']);
      expect(menu()).to.equal(undefined);
    });

    it('ArrowDown leads through all items and from the last to the first', async () => {
      await open();
      const seen: string[] = [];
      for (const _ of ITEMS) {
        seen.push(at());
        await press('ArrowDown');
      }
      expect(seen).to.deep.equal(ITEMS);
      expect(at()).to.equal('Edit');
    });

    it('ArrowUp leads from the first item to the last, and up', async () => {
      await open();
      await press('ArrowUp');
      expect(at()).to.equal('Delete User');
      await press('ArrowUp');
      expect(at()).to.equal('Deactivate');
    });

    it('Home and Page Up lead to the first item, End and Page Down to the last', async () => {
      await open();
      for (const [key, item] of [
        ['End', 'Delete User'],
        ['Home', 'Edit'],
        ['PageDown', 'Delete User'],
        ['PageUp', 'Edit'],
      ] as const) {
        await press(key);
        expect(at(), key).to.equal(item);
      }
    });

    it('letters lead to the next item that begins with them', async () => {
      await open();
      await sendKeys({type: 'des'}); // Nothing begins so, but with `de`.
      expect(at()).to.equal('Deactivate');
      await new Promise((resolve) => setTimeout(resolve, 750));
      await press('d');
      expect(at()).to.equal('Delete User');
      await new Promise((resolve) => setTimeout(resolve, 750));
      await press('d');
      expect(at()).to.equal('Deactivate');
      await new Promise((resolve) => setTimeout(resolve, 750));
      await sendKeys({type: 'del'});
      expect(at()).to.equal('Delete User');
    });

    for (const key of ['Enter', 'Space']) {
      it(`${key} chooses: the menu is closed and the focus on the button before anybody hears of it`, async () => {
        await open();
        await press('ArrowDown', key);
        await settled(container);
        expect(chosen).to.deep.equal(['resetPassword from button']);
        expect(menu()).to.equal(undefined);
        expect(focused()).to.equal(button());
        expect(button().ariaExpanded).to.equal('false');
      });
    }

    it('Esc closes and gives the focus back to the button', async () => {
      await open();
      await press('ArrowDown', 'Escape');
      await settled(container);
      expect(menu()).to.equal(undefined);
      expect(focused()).to.equal(button());
      expect(chosen).to.deep.equal([]);
    });

    it('Tab closes and leads on from the button, Shift+Tab back', async () => {
      await open();
      await press('Tab');
      await settled(container);
      expect(menu()).to.equal(undefined);
      expect(at()).to.equal('after');
      await press('Shift+Tab', 'Enter');
      await settled(container);
      expect(at()).to.equal('Edit');
      await press('Shift+Tab');
      await settled(container);
      expect(menu()).to.equal(undefined);
      expect(at()).to.equal('before');
    });

    it('what the menu takes does not reach a table around it, nor Esc a dialog', async () => {
      await open();
      await press('ArrowDown', 'ArrowUp', 'End', 'Home', 'PageDown', 'd', 'Escape');
      expect(outside).to.deep.equal([]);
    });

    it('what is pressed with Control is not for the menu', async () => {
      await open();
      await sendKeys({down: 'Control'});
      await sendKeys({press: 'ArrowDown'});
      await sendKeys({up: 'Control'});
      expect(at()).to.equal('Edit');
      expect(outside).to.include('ArrowDown');
    });
  });
}
