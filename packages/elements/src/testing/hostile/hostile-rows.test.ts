import {expect} from '@open-wc/testing';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-user-table.ts';
import type {TenantUserTable} from '../../users/tenant-user-table/tenant-user-table.ts';
import {find, get, settled, show, stage, until} from '../element-state.ts';
import {shareOf} from '../engine.ts';
import {fakeClient} from '../fake-client.ts';
import {pageOf, sampleId, sampleMe, sampleUser} from '../samples.ts';
import {hostileStrings} from './strings.ts';

const strings = shareOf(hostileStrings, 20);

const ROWS = 20;

/** Users of whom each has one string in every text that is shown. */
const usersFrom = (first: number) =>
  strings.slice(first, first + ROWS).map((text, index) =>
    sampleUser({
      id: sampleId('usr', 1000 + first + index),
      username: text,
      email: text,
      firstName: text,
      lastName: text,
      role: {id: sampleId('rol', 1), key: 'some', name: text},
    }),
  );

/** What is wrong with how the rows stand. */
const flawsOf = (container: HTMLElement): string[] => {
  const table = get(container, 'table');
  const {left, right} = container.getBoundingClientRect();
  const flaws = container.scrollWidth > container.clientWidth ? [`wider than its place: ${container.scrollWidth}`] : [];
  if (getComputedStyle(table).direction !== 'ltr') {
    flaws.push('turned round');
  }
  for (const cell of table.querySelectorAll<HTMLElement>('[part~=row] > [part~=cell]')) {
    const box = cell.getBoundingClientRect();
    if (box.left < left - 1 || box.right > right + 1) {
      flaws.push(`${cell.className} sticks out: ${cell.textContent}`);
    }
    for (const text of cell.querySelectorAll<HTMLElement>('bdi')) {
      const {left: from, right: to} = text.getBoundingClientRect();
      if (!isCut(text, cell) && (from < box.left - 1 || to > box.right + 1)) {
        flaws.push(`${cell.className} lies over its neighbour: ${cell.textContent}`);
      }
    }
  }
  return flaws;
};

/** Whether what is too wide is cut off somewhere between a text and its cell. */
const isCut = (text: Element, cell: Element): boolean => {
  for (let element: Element | null = text; element; element = element === cell ? null : element.parentElement) {
    if (/hidden|clip|auto|scroll/.test(getComputedStyle(element).overflowX)) {
      return true;
    }
  }
  return false;
};

describe(`${strings.length} hostile strings in the rows of a table (X8, E30)`, () => {
  for (const width of [1280, 320]) {
    it(`${width} px wide, each is read as it is and runs its own way, and no row is out of its place`, async function () {
      this.timeout(100_000);
      let first = 0;
      const client = fakeClient({
        'GET /v1/session': sampleMe(),
        'GET /v1/tenants/self/users': () => pageOf(usersFrom(first)),
      });
      const container = stage();
      container.style.setProperty('inline-size', `${width}px`);
      await show(container, html`<tenant-provider .client=${client}><tenant-user-table></tenant-user-table></tenant-provider>`);
      const table = get<TenantUserTable>(container, 'tenant-user-table');
      await until(() => find(table, '[part~=row]'), 'the rows');
      const seen = new Set<string>();
      const seenWays = new Set<string>();
      const heights: number[] = [];
      for (; first < strings.length; first += ROWS) {
        await table.refresh();
        await settled(container);
        for (const row of table.shadowRoot?.querySelectorAll<HTMLElement>('[part~=row]') ?? []) {
          const texts = ['.first', '.person', '.mail', '.email bdi', '.role bdi'].map((name) => get(row, name));
          const username = texts[0]?.textContent ?? '';
          expect(texts.map(({textContent}) => textContent)).to.deep.equal([
            username,
            `${username} ${username}`,
            username,
            username,
            username,
          ]);
          const shown = texts.filter((text) => text.checkVisibility()); // WebKit asks the others for their way once.
          const ways = new Set(shown.map((text) => getComputedStyle(text).direction));
          expect(ways.size, `ways that ${username} runs`).to.equal(1);
          ways.forEach((way) => seenWays.add(way));
          seen.add(username);
          heights.push(row.offsetHeight);
        }
        expect(flawsOf(container)).to.deep.equal([]);
      }
      expect([...seenWays]).to.have.members(['ltr', 'rtl']);
      if (width > 1000) {
        expect(strings.filter((text) => !seen.has(text))).to.deep.equal([]);
        expect(Math.max(...heights), 'the highest row').to.be.at.most(2 * Math.min(...heights));
      }
      container.remove();
    });
  }

  it('none has run, and nothing was loaded for it', () => {
    expect(Object.hasOwn(globalThis, 'pwned')).to.equal(false);
    expect(performance.getEntriesByType('resource').filter(({name}) => name.includes('pwned'))).to.deep.equal([]);
  });
});
