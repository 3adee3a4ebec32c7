// The keys of a listbox, https://www.w3.org/WAI/ARIA/apg/patterns/listbox/, where one is chosen: a native <select> has them.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../define/role-select.ts';
import {focused} from '../../testing/checks/flat-tree.ts';
import {get, settled, show, stage, until} from '../../testing/element-state.ts';
import {fakeClient} from '../../testing/fake-client.ts';
import {directions, press} from '../../testing/keys.ts';
import {pageOf} from '../../testing/samples.ts';
import type {RoleSelect} from './role-select.ts';
import {sampleRoles} from './role-select.samples.ts';

for (const direction of directions) {
  describe(`the keys of role-select, ${direction} (T33)`, () => {
    let element: RoleSelect;
    let changes: number;
    const select = (): HTMLSelectElement => get(element, 'select');
    const chosen = (): string => select().selectedOptions[0]?.textContent.trim() ?? '';
    const names = (): string[] => [...select().options].map(({textContent}) => textContent.trim());

    beforeEach(async () => {
      const container = stage();
      container.dir = direction;
      const client = fakeClient({'GET /v1/tenants/self/roles': pageOf(sampleRoles)});
      await show(container, html`<button>before</button><role-select required .client=${client}></role-select>`);
      element = get<RoleSelect>(container, 'role-select');
      await until(() => select().options.length > 2, 'the roles');
      element.value = select().options[1]?.value ?? '';
      await settled(container);
      changes = 0;
      element.addEventListener('change', () => {
        changes += 1;
      });
      get(container, 'button').focus();
      await press('Tab');
    });
    afterEach(() => document.body.replaceChildren());

    it('Tab puts the focus on it, on what is chosen', () => {
      expect(focused()).to.equal(select());
      expect(chosen()).to.equal(names()[1]);
    });

    for (const [key, place] of [
      ['ArrowDown', 2],
      ['ArrowUp', 0],
      ['Home', 0],
      ['End', -1],
    ] as const) {
      it(`${key} chooses the ${key.replace('Arrow', '').toLowerCase()} one and says so`, async () => {
        await press(key);
        expect(chosen()).to.equal(names().at(place));
        expect([element.value, changes]).to.deep.equal([select().value, 1]);
      });
    }

    it('no arrow leads beyond an end', async () => {
      await press('End', 'ArrowDown');
      expect(chosen()).to.equal(names().at(-1));
      await press('Home', 'ArrowUp');
      expect(chosen()).to.equal(names()[0]);
    });

    it('letters lead to the first name that begins with them', async () => {
      const name = names().at(-1) ?? '';
      await sendKeys({type: name.slice(0, 4)});
      await until(() => chosen() === name, 'the name');
      expect(element.value).to.equal(select().value);
    });
  });
}
