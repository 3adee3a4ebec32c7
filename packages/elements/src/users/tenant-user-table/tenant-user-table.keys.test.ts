// The keys of a sortable table, https://www.w3.org/WAI/ARIA/apg/patterns/table/examples/sortable-table/: buttons in its heads.
import {expect} from '@open-wc/testing';
import {html} from 'lit';
import '../../define/tenant-user-table.ts';
import {coverOf} from '../../testing/checks/focus.ts';
import {focused} from '../../testing/checks/flat-tree.ts';
import {find, get, settled, show, stage, until} from '../../testing/element-state.ts';
import {fakeClient} from '../../testing/fake-client.ts';
import {directions, press} from '../../testing/keys.ts';
import {pageOf, sampleTeam} from '../../testing/samples.ts';

for (const direction of directions) {
  describe(`the keys of a sortable table, ${direction} (T32)`, () => {
    let container: HTMLElement;
    let sorts: (string | null)[];
    const heads = (): HTMLElement[] => [...get(container, 'thead').querySelectorAll<HTMLElement>('th')];
    const sorted = (): (string | null)[] => heads().map((head) => head.getAttribute('aria-sort'));
    const name = (): string => focused()?.textContent.trim() ?? '';

    beforeEach(async () => {
      sorts = [];
      container = stage();
      container.dir = direction;
      const client = fakeClient({
        'GET /v1/tenants/self/users': ({url}: Request) => {
          sorts.push(new URL(url).searchParams.get('sort'));
          return pageOf(sampleTeam());
        },
      });
      await show(container, html`<tenant-user-table columns="username email role status" .client=${client}></tenant-user-table>`);
      await until(() => find(container, '[part~=row]'), 'the rows');
      get(container, 'input[type=search]').focus();
    });
    afterEach(() => document.body.replaceChildren());

    it('Tab goes from head to head that sorts, in the order of the columns; Shift+Tab back', async () => {
      const names: string[] = [];
      for (let tabs = 0; tabs < 3; tabs++) {
        await press('Tab');
        names.push(name());
      }
      expect(names).to.deep.equal(['Username', 'Email address', 'Status']);
      await press('Shift+Tab');
      expect(name()).to.equal('Email address');
    });

    for (const key of ['Enter', 'Space']) {
      it(`${key} sorts by the column, and once more the other way; the focus stays`, async () => {
        await press('Tab', 'Tab', key);
        await until(() => sorts.at(-1) === 'email', 'the question');
        await settled(container);
        expect(sorted()).to.deep.equal([null, 'ascending', null, null]);
        await press(key);
        await until(() => sorts.at(-1) === '-email', 'the other question');
        await settled(container);
        expect(sorted()).to.deep.equal([null, 'descending', null, null]);
        expect(name()).to.equal('Email address');
      });
    }

    it('a head says that it can be sorted by being a button, and one alone says how it is', async () => {
      expect(heads().map((head) => head.querySelector('button') !== null)).to.deep.equal([true, true, false, true]);
      get(heads()[3] as HTMLElement, 'button').click();
      await settled(container);
      expect(sorted()).to.deep.equal([null, null, null, 'ascending']);
    });

    it('whatever Tab reaches is not covered by the head and the foot that stay (T35, 2.4.11)', async () => {
      container.style.setProperty('block-size', '7rem');
      container.style.setProperty('overflow', 'auto');
      container.scrollTop = 20;
      for (let tabs = 0; tabs < 3; tabs++) {
        await press('Tab');
        expect(coverOf(focused() ?? container), name()).to.equal(undefined);
      }
      await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab');
      expect(coverOf(focused() ?? container)).to.equal(undefined);
    });
  });
}
