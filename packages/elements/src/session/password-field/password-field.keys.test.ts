// The keys of the button that shows a password, https://www.w3.org/WAI/ARIA/apg/patterns/button/; its name says what it will do.
import {expect} from '@open-wc/testing';
import {html} from 'lit';
import '../../define/password-field.ts';
import {focused} from '../../testing/checks/flat-tree.ts';
import {get, settled, show, stage} from '../../testing/element-state.ts';
import {directions, press} from '../../testing/keys.ts';

for (const direction of directions) {
  describe(`the keys of the button that shows a password, ${direction} (T33)`, () => {
    afterEach(() => document.body.replaceChildren());

    for (const key of ['Enter', 'Space']) {
      it(`${key} shows the characters and hides them again; the focus stays`, async () => {
        const container = stage();
        container.dir = direction;
        await show(container, html`<password-field reveal></password-field>`);
        const input = get<HTMLInputElement>(container, 'input');
        input.focus();
        await press('Tab');
        for (const [type, name] of [
          ['text', 'Hide password'],
          ['password', 'Show password'],
        ] as const) {
          await press(key);
          await settled(container);
          expect([input.type, focused()?.ariaLabel, focused()?.localName]).to.deep.equal([type, name, 'button']);
        }
      });
    }
  });
}
