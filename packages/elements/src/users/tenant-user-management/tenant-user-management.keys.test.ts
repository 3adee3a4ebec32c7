// The rows of the key table for modal dialogs, https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/, and what it asks of the focus.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {focused, holds} from '../../testing/checks/flat-tree.ts';
import {find, get, settled, stage, until} from '../../testing/element-state.ts';
import {directions, press} from '../../testing/keys.ts';
import {mounted} from './tenant-user-management.states.ts';

/** Of the form, in the order of reading. Before them comes the button that closes. */
const controls = 'username email firstName lastName value button button confirmation choice role cancel submit'.split(' ');

for (const direction of directions) {
  describe(`the keys of the dialog that creates a user, ${direction} (T33)`, () => {
    let container: HTMLElement;
    const dialog = (): HTMLDialogElement => get(container, 'dialog');
    const button = (): HTMLElement => get(container, '[part~=create-button]');
    const closer = (): HTMLElement => get(dialog(), '.dialog-head button');

    beforeEach(async () => {
      container = stage();
      container.dir = direction;
      await mounted(container);
      await until(() => find(container, '[part~=row]'), 'the rows');
      button().focus();
      await press('Enter');
      await until(() => dialog().matches(':modal') && find(container, 'option[part]') && find(container, '.rules'), 'the form');
      await settled(container);
    });
    afterEach(() => document.body.replaceChildren());

    it('opened, the focus is in the first field', () => {
      expect(focused()?.id).to.equal('username');
    });

    /** Where a key halts after the button that closes, until it is there again. */
    const roundBy = async (key: string): Promise<readonly string[]> => {
      const halts: string[] = [];
      closer().focus();
      do {
        await press(key);
        halts.push(focused()?.id || focused()?.getAttribute('part')?.split(' ')[0] || focused()?.localName || '');
      } while (focused() !== closer() && halts.length < 20);
      return halts.filter((halt) => halt !== 'body'); // Firefox halts at a box that scrolls as well.
    };

    it('Tab goes to the next in the order of reading, and from the last to the first', async () => {
      expect(await roundBy('Tab')).to.deep.equal([...controls, 'button']);
    });

    it('Shift+Tab goes to the one before, and from the first to the last', async () => {
      expect(await roundBy('Shift+Tab')).to.deep.equal([...controls.toReversed(), 'button']);
    });

    it('nothing behind it can be reached', async () => {
      for (let tabs = 0; tabs < 14; tabs++) {
        await press('Tab');
        expect(holds(dialog(), focused() ?? document.body)).to.equal(true);
      }
    });

    it('Esc closes it, and the focus is where it was', async () => {
      await press('Escape');
      await until(() => !find(dialog(), 'create-user-form'), 'the dialog to close');
      await settled(container);
      expect(focused()).to.equal(button());
    });

    it('Esc asks first when something was typed, with the focus on what keeps it', async () => {
      await sendKeys({type: 'nia'});
      await press('Escape', 'Escape');
      await until(() => find(dialog(), '.question'), 'the question');
      await settled(container);
      expect(dialog().open).to.equal(true);
      expect(focused()).to.equal(get(dialog(), '.question button'));
      await press('Enter');
      await settled(container);
      expect(focused()?.id).to.equal('username');
    });
  });
}
