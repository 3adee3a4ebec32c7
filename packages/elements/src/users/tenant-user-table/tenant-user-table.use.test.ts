import {expect, oneEvent} from '@open-wc/testing';
import {html, render} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-user-table.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {freshTenant} from '../../testing/tenant.ts';
import type {SelectionChangeEvent, UsersShownEvent} from './tenant-user-table.events.ts';
import type {TenantUserTable} from './tenant-user-table.ts';

/** The table of a fresh tenant on the real server, with users `user.00` to `user.44` and the administrator. */
const mount = async (template = html`<tenant-user-table selectable sort="username" page-size="20"></tenant-user-table>`) => {
  const many = Array.from({length: 45}, (_, index) => ({
    username: `user.${String(index).padStart(2, '0')}`,
    firstName: index === 20 ? 'Zoe' : 'Any',
  }));
  const {client} = await freshTenant(many);
  await show(stage(), html`<tenant-provider time-zone="UTC" .client=${client}>${template}</tenant-provider>`);
  const table = get<TenantUserTable>(document.body, 'tenant-user-table');
  const rows = (): HTMLElement[] => [...(table.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])];
  const row = (name: string): HTMLElement | undefined => rows().find((tr) => textOf(tr).includes(name));
  const box = (name: string): HTMLInputElement => get<HTMLInputElement>(row(name) ?? document.createElement('i'), 'input');
  const all = (): HTMLInputElement => get<HTMLInputElement>(table, 'thead input');
  const focused = (): string => {
    const name = table.shadowRoot?.activeElement?.closest('tr')?.querySelector('.first');
    return name ? textOf(name) : '';
  };
  const press = (key: string): unknown =>
    table.shadowRoot?.activeElement?.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}));
  await until(() => rows().length > 0, 'the rows');
  // The keys are loaded when the focus comes into the table.
  table.shadowRoot?.querySelector('.root')?.dispatchEvent(new FocusEvent('focusin'));
  await import('./row-keys.ts');
  await settled(document.body);
  return {client, table, rows, row, box, all, focused, press};
};

describe('tenant-user-table in use', () => {
  afterEach(() => document.body.replaceChildren());

  describe('selects', () => {
    it('one, and says so; the toolbar keeps its height, and Clear leads back (T32)', async () => {
      const {table, box, all} = await mount();
      const height = get(table, '[part=toolbar]').offsetHeight;
      const changed = oneEvent(table, 'selection-change') as Promise<SelectionChangeEvent>;
      box('user.00').click();
      const {selection} = await changed;
      await settled(document.body);
      expect([selection.length, table.selection]).to.deep.equal([1, selection]);
      expect(textOf(get(table, '[role=status]'))).to.equal('1 selected');
      expect([all().checked, all().indeterminate, get(table, '[part=toolbar]').offsetHeight]).to.deep.equal([false, true, height]);
      expect(box('user.00').ariaLabel).to.equal('Select Any User');
      get(table, '.selection button').click();
      await settled(document.body);
      expect([table.selection.length, box('user.00').checked, table.shadowRoot?.activeElement]).to.deep.equal([0, false, all()]);
      expect(textOf(get(table, '[role=status]'))).to.equal('');
    });

    it('from one to another with Shift, and all that are loaded by the box in the head (T32)', async () => {
      const {table, box, all} = await mount();
      box('user.02').click();
      await settled(document.body);
      box('user.06').dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true, cancelable: true, shiftKey: true}));
      await until(() => table.selection.length === 5, 'five of them');
      await settled(document.body);
      expect(['user.02', 'user.04', 'user.06', 'user.07'].map((name) => box(name).checked)).to.deep.equal([true, true, true, false]);
      await until(() => !table.matches(':state(loading)'), 'the pages that the window has room for');
      all().click();
      await until(() => all().checked && !all().indeterminate && table.selection.length > 10, 'all of them');
      all().click();
      await until(() => table.selection.length === 0 && !all().indeterminate, 'none');
    });

    it('what stays selected when the order changes and rows are asked again, and what the host says (X5)', async () => {
      const {table, box, row} = await mount();
      box('user.03').click();
      await settled(document.body);
      get(table, 'thead .username button').click();
      await until(() => row('user.44') && !row('user.03'), 'the other order');
      expect(textOf(get(table, '[role=status]'))).to.equal('1 selected');
      get(table, 'thead .username button').click();
      await until(() => row('user.03'), 'the order');
      await table.refresh();
      expect(box('user.03').checked).to.equal(true);
      table.selection = [];
      await settled(document.body);
      expect(box('user.03').checked).to.equal(false);
    });

    it('nobody, unless the host says so', async () => {
      const {table} = await mount(html`<tenant-user-table sort="username" .selection=${['usr_1']}></tenant-user-table>`);
      expect([find(table, '.pick'), find(table, '.selection')]).to.deep.equal([undefined, undefined]);
    });
  });

  for (const dir of ['ltr', 'rtl']) {
    describe(`by keyboard, ${dir}`, () => {
      beforeEach(() => document.documentElement.setAttribute('dir', dir));
      afterEach(() => document.documentElement.removeAttribute('dir'));

      it('one row is a stop of the tab key; arrows, Page Down, Home and End lead on, and End loads on (T32, X11)', async () => {
        const {table, rows, focused, press} = await mount();
        expect(rows().filter(({tabIndex}) => tabIndex === 0).length).to.equal(1);
        rows()
          .find(({tabIndex}) => tabIndex === 0)
          ?.focus();
        expect(focused()).to.equal('tenant.admin');
        press('ArrowDown');
        expect(focused()).to.equal('user.00');
        press('ArrowDown');
        press('ArrowUp');
        expect(focused()).to.equal('user.00');
        press('PageDown');
        expect(focused() > 'user.05').to.equal(true, focused());
        await until(() => {
          press('End');
          return focused() === 'user.44';
        }, 'the last one');
        press('Home');
        await until(() => focused() === 'tenant.admin', 'the first one');
        const {top, bottom} = table.shadowRoot?.activeElement?.getBoundingClientRect() ?? new DOMRect();
        expect(top >= 0 && bottom <= innerHeight).to.equal(true);
      });

      it('the first letters of a name lead to it (T32)', async () => {
        const {rows, focused, press} = await mount(html`<tenant-user-table sort="username" page-size="50"></tenant-user-table>`);
        rows()[0]?.focus();
        for (const key of 'user.3') {
          press(key);
        }
        await until(() => focused() === 'user.30', 'the first match');
        await new Promise((resolve) => setTimeout(resolve, 750));
        for (const key of 'zo') {
          press(key);
        }
        await until(() => focused() === 'user.20', 'the name');
      });

      it('from a box the arrows lead to the next box, and the row with the focus stays when one scrolls away (X5)', async () => {
        const {table, box, focused, press, rows} = await mount(
          html`<tenant-user-table selectable sort="username" page-size="50"></tenant-user-table>`,
        );
        box('user.00').focus();
        press('ArrowDown');
        expect([focused(), table.shadowRoot?.activeElement?.localName]).to.deep.equal(['user.01', 'input']);
        await until(() => {
          scrollTo(0, document.documentElement.scrollHeight);
          return rows().at(-1)?.ariaRowIndex === '47';
        }, 'the last row');
        expect(focused()).to.equal('user.01');
        expect(rows().length).to.be.lessThan(45);
        scrollTo(0, 0);
        await until(() => rows()[0]?.ariaRowIndex === '2', 'the first row');
        expect(focused()).to.equal('user.01');
      });
    });
  }

  it('tells the host what is shown in which order, and is told by it (CONTRACT §12)', async () => {
    const {table, row} = await mount();
    const told: unknown[] = [];
    document.body.addEventListener('view-change', ({view}) => told.push(view), {once: false});
    get(table, 'thead .email button').click();
    const input = get<HTMLInputElement>(table, '.search input');
    input.value = 'user.07';
    input.dispatchEvent(new Event('change'));
    expect(told).to.deep.equal([
      {sort: 'email', search: '', filter: {}},
      {sort: 'email', search: 'user.07', filter: {}},
    ]);
    table.search = 'user.09';
    table.sort = '-username';
    await until(() => row('user.09') && !row('user.07'), 'the other answer');
    expect([input.value, told.length]).to.deep.equal(['user.09', 2]);
  });

  it("shows a host's own cells and actions, in its style, for the users that it names (CONTRACT §12)", async () => {
    const template = html`<tenant-user-table columns="username email" slotted="email row-actions" sort="username" selectable>
      <button slot="bulk-actions">Mail them</button>
    </tenant-user-table>`;
    const {table, box} = await mount(template);
    const fill = ({users}: {readonly users: readonly {id: string; email: string}[]}): void => {
      const place = table.querySelector('div') ?? table.appendChild(document.createElement('div'));
      place.style.setProperty('display', 'contents');
      table.querySelectorAll(':scope > a, :scope > i').forEach((old) => old.remove());
      const made = document.createDocumentFragment();
      render(
        users.map(
          ({id, email}) => html`<a class="mine" slot="cell-email-${id}" href="mailto:${email}">write</a><i slot="row-actions-${id}">…</i>`,
        ),
        made,
      );
      table.append(made);
    };
    table.addEventListener('users-shown', fill);
    await table.refresh();
    const shown = oneEvent(table, 'users-shown') as Promise<UsersShownEvent>;
    get(table, 'thead .username button').click();
    await shown;
    await settled(document.body);
    const style = document.createElement('style');
    style.textContent = '.mine { color: rgb(1, 2, 3) }';
    document.body.append(style);
    const link = table.querySelector<HTMLElement>('.mine');
    expect(link?.assignedSlot?.closest('td')?.matches('.email[part~=cell]')).to.equal(true);
    expect(link && getComputedStyle(link).color).to.equal('rgb(1, 2, 3)');
    expect((link?.getClientRects().length ?? 0) > 0).to.equal(true);
    box('user.44').click();
    await settled(document.body);
    expect(table.querySelector('button')?.getClientRects().length).to.equal(1);
  });
});
