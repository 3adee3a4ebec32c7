import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import {find, get, settled, textOf, until} from '../../testing/element-state.ts';
import {fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {manyUsers, pageOf, sampleTeam, sampleUser} from '../../testing/samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {mountTable, states, USERS} from './tenant-user-table.states.ts';

const HEADS = ['Username', 'Email address', 'Role', 'Created date', 'Last login', 'Status'];

/** Scrolls to the end until something holds. */
const scrollUntil = (holds: () => unknown, what: string): Promise<void> =>
  until(() => {
    scrollTo(0, document.documentElement.scrollHeight);
    return holds();
  }, what);

/** A server with so many users, in pages as they are asked for. */
const paged =
  (count: number) =>
  ({url}: Request): unknown => {
    const {searchParams} = new URL(url);
    const start = Number(searchParams.get('cursor') ?? 0);
    const limit = Number(searchParams.get('limit'));
    return pageOf(manyUsers(Math.min(limit, count - start), start + 1), {
      next: start + limit < count ? String(start + limit) : null,
      total: searchParams.has('count') ? {value: count, relation: 'eq'} : null,
    });
  };

describe('tenant-user-table', () => {
  keepsPromises('tenant-user-table', {
    client: () => fakeClient({[USERS]: pageOf(sampleTeam())}),
    properties: {columns: 'username status', pageSize: 20, sort: 'username', filter: {status: 'active'}},
    nonsense: {columns: 'banana', 'page-size': 'many', sort: 'banana'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  describe('shows', () => {
    it('columns with these heads, to the letter (S0-26, S0-27, S0-28, S0-29, S0-30)', async () => {
      const {table} = await mountTable();
      expect([...(table.shadowRoot?.querySelectorAll('thead th') ?? [])].map(textOf)).to.deep.equal(HEADS);
    });

    it('the status in the words of the contract, and a last login that never was as Never (X9, S0-30)', async () => {
      const {cell} = await mountTable();
      expect([1, 2, 4, 7].map((row) => cell(row, 'status'))).to.deep.equal([
        'Active · must change password',
        'Active',
        'Active · never signed in',
        'Deactivated',
      ]);
      expect([1, 2, 5, 6].map((row) => cell(row, 'lastSignInAt'))).to.deep.equal(['Never', '12 May 2026', '11 May 2026', '10 May 2026']);
    });

    it('what is not known as a dash (X9)', async () => {
      const {cell} = await mountTable({[USERS]: pageOf([sampleUser()])});
      expect([cell(1, 'lastSignInAt'), cell(1, 'status')]).to.deep.equal(['–', 'Active']);
    });

    it('times in the zone of the provider, with UTC in the title (X9)', async () => {
      const {table, cell} = await mountTable({[USERS]: pageOf([sampleUser({createdAt: '2026-03-03T23:30:00.000Z'})])});
      expect(cell(1, 'createdAt')).to.equal('4 Mar 2026');
      expect(get(table, 'tbody .createdAt time').title).to.equal('2026-03-03 23:30 UTC');
    });

    it("the person's name beneath the username, and which row is one's own", async () => {
      const {rows, cell} = await mountTable();
      expect(cell(1, 'username')).to.contain('nia.castellanos Nia Castellanos');
      expect(rows().filter((row) => textOf(row).includes('You')).length).to.equal(1);
      expect(cell(12, 'username')).to.contain('Amara Okafor').and.to.contain('You');
    });

    it('the columns that the attribute names, in its order', async () => {
      const {table} = await mountTable({}, html`<tenant-user-table columns="name banana username"></tenant-user-table>`);
      expect([...(table.shadowRoot?.querySelectorAll('thead th') ?? [])].map(textOf)).to.deep.equal(['Name', 'Username']);
      expect(textOf(get(table, 'tbody th'))).to.equal('Nia Castellanos');
    });

    it('words of the server as text (X8)', async () => {
      const {table, cell} = await mountTable({[USERS]: pageOf([sampleUser({firstName: '<img src=x onerror=alert(1)>'})])});
      expect(table.shadowRoot?.querySelector('img')).to.equal(null);
      expect(cell(1, 'username')).to.contain('<img src=x onerror=alert(1)> Okafor');
    });

    for (const [total, users, shown] of [
      [{value: 1, relation: 'eq'}, 1, '1 user'],
      [{value: 12, relation: 'eq'}, 12, '12 users'],
    ] as const) {
      it(`"${shown}" below them (X11)`, async () => {
        const {foot} = await mountTable({[USERS]: pageOf(manyUsers(users), {total})});
        expect(foot()).to.equal(shown);
      });
    }

    for (const [total, shown] of [
      [{value: 1240, relation: 'eq'}, '2 of 1,240 users'],
      [{value: 10_000, relation: 'gte'}, '2 of 10,000+ users'],
    ] as const) {
      it(`"${shown}" while there are more (X11)`, async () => {
        const page = pageOf(manyUsers(2), {total, next: 'cursor'});
        const {foot} = await mountTable({[USERS]: (request: Request) => (request.url.includes('cursor') ? never(request) : page)});
        expect(foot()).to.contain(shown);
      });
    }

    it('a table with heads and rows to assistive technology, also where each row is a card (T32)', async () => {
      const {table} = await mountTable();
      table.style.setProperty('inline-size', '320px');
      for (const [selector, role] of [
        ['table', 'table'],
        ['thead', 'rowgroup'],
        ['thead th', 'columnheader'],
        ['tbody', 'rowgroup'],
        ['tbody tr', 'row'],
        ['tbody th', 'rowheader'],
        ['tbody td', 'cell'],
      ] as const) {
        const found = [...(table.shadowRoot?.querySelectorAll(selector) ?? [])];
        expect(new Set(found.map((element) => element.role)), selector).to.deep.equal(new Set([role]));
        expect(
          found.some((element) => getComputedStyle(element).display.startsWith('table')),
          selector,
        ).to.equal(false);
      }
      expect([get(table, 'caption').textContent?.trim(), get(table, 'thead th').getAttribute('scope')]).to.deep.equal(['Users', 'col']);
    });

    it('every column on a card, and the address beneath the username where there is no room for its column', async () => {
      const {table} = await mountTable();
      const isShown = (selector: string): boolean => get(table, selector).getClientRects().length > 0;
      for (const [width, shown] of [
        ['64rem', [true, true, false, true]],
        ['46rem', [false, false, true, false]],
        ['20rem', [true, true, false, true]],
      ] as const) {
        table.style.setProperty('inline-size', width);
        expect(['td.email', 'td.role', '.mail', '.person'].map(isShown), width).to.deep.equal(shown);
      }
    });
  });

  describe('sorts', () => {
    it('newest first, then by each head that the API sorts by, up and down', async () => {
      const {table, head, asked} = await mountTable(
        {},
        html`<tenant-user-table columns="username name email role createdAt lastSignInAt status"></tenant-user-table>`,
      );
      expect(head('createdAt').ariaSort).to.equal('descending');
      expect(head('role').querySelector('button')).to.equal(null);
      for (const [column, key] of [
        ['username', 'username'],
        ['name', 'lastName'],
        ['email', 'email'],
        ['createdAt', 'createdAt'],
        ['lastSignInAt', 'lastSignInAt'],
        ['status', 'status'],
      ] as const) {
        for (const [sort, direction] of [
          [key, 'ascending'],
          [`-${key}`, 'descending'],
        ] as const) {
          const before = asked.length;
          get(head(column), 'button').click();
          await until(() => asked.length > before, 'the question');
          expect(asked.at(-1)?.get('sort')).to.equal(sort);
          expect(head(column).ariaSort).to.equal(direction);
          expect(table.sort).to.equal(sort);
        }
      }
      expect(table.shadowRoot?.querySelectorAll('[aria-sort]').length).to.equal(1);
    });

    it('by keyboard, and the button keeps the focus when the rows come (X5)', async () => {
      const {table, head, asked} = await mountTable();
      const button = get(head('status'), 'button');
      button.focus();
      await sendKeys({press: 'Enter'});
      await until(() => asked.length === 2, 'the question');
      await settled(document.body);
      expect(table.shadowRoot?.activeElement).to.equal(button);
    });
  });

  describe('searches', () => {
    it('as one types, once for a word, and keeps the focus in the field (X5)', async () => {
      const {table, asked, search} = await mountTable();
      for (const typed of ['o', 'os', 'oska']) {
        search(typed);
      }
      await until(() => asked.length === 2, 'the question');
      expect(asked.map((query) => query.get('q'))).to.deep.equal([null, 'oska']);
      expect(table.shadowRoot?.activeElement?.localName).to.equal('input');
    });

    it('says that none match, which is not the same as no users (X6)', async () => {
      const none = await mountTable({[USERS]: pageOf([])});
      expect(textOf(none.table)).to.contain('No users yet').and.not.to.contain('Clear filters');
      expect(find(none.table, 'input')).to.equal(undefined);
      none.table.remove();

      const {table, asked, search} = await mountTable({[USERS]: ({url}: Request) => pageOf(url.includes('q=') ? [] : sampleTeam())});
      search('weber');
      await until(() => find(table, '[part=empty]'), 'no result');
      expect(textOf(table)).to.contain('No users match').and.to.contain('Nothing fits “weber”.');
      expect(textOf(get(table, '[role=status]'))).to.equal('No users match');
      get(table, '.state button').click();
      await until(() => find(table, '[part=row]'), 'the rows');
      expect(asked.at(-1)?.has('q')).to.equal(false);
      expect([get<HTMLInputElement>(table, 'input').value, table.shadowRoot?.activeElement?.localName]).to.deep.equal(['', 'input']);
    });

    it('a late answer never overwrites a newer one (T9)', async () => {
      const late: (() => void)[] = [];
      const {table, rows, search} = await mountTable({
        [USERS]: ({url}: Request) =>
          url.includes('q=first')
            ? new Promise((resolve) => {
                late.push(() => resolve(pageOf(manyUsers(3))));
              })
            : pageOf(url.includes('q=second') ? manyUsers(2) : sampleTeam()),
      });
      search('first');
      await until(() => late.length === 1, 'the first question');
      search('second');
      await until(() => rows().length === 2, 'the second answer');
      late[0]?.();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await settled(document.body);
      expect(rows().length).to.equal(2);
      expect(table.matches(':state(loading)')).to.equal(false);
    });

    it('within what the host filters by; Clear filters forgets both', async () => {
      const {table, asked} = await mountTable(
        {[USERS]: ({url}: Request) => pageOf(url.includes('status=') ? [] : sampleTeam())},
        html`<tenant-user-table .filter=${{status: 'deactivated'}}></tenant-user-table>`,
      );
      expect(asked[0]?.get('status')).to.equal('deactivated');
      get(table, '.state button').click();
      await until(() => find(table, '[part=row]'), 'the rows');
    });
  });

  describe('grows', () => {
    it('as one scrolls, until all are there (X11, S0-25)', async () => {
      const {table, rows, asked, foot} = await mountTable({[USERS]: paged(130)});
      const seen = new Set<string>();
      await until(() => {
        scrollBy(0, 150);
        rows().forEach((row) => seen.add(textOf(get(row, '.first'))));
        return foot() === '130 users' && rows().at(-1)?.getAttribute('aria-rowindex') === '131';
      }, 'all rows');
      expect(seen.size).to.equal(130);
      expect(get(table, 'table').getAttribute('aria-rowcount')).to.equal('131');
      expect(asked.map((query) => [query.get('cursor'), query.get('count')])).to.deep.equal([
        [null, 'capped'],
        ['50', null],
        ['100', null],
      ]);
    });

    it('by keyboard; when nothing is left the place keeps the focus', async () => {
      let isHeld = true;
      const {table, foot} = await mountTable({
        [USERS]: (request: Request) => (isHeld && request.url.includes('cursor') ? unreachable() : paged(60)(request)),
      });
      await scrollUntil(() => find(table, '[role=alert]'), 'the failure');
      isHeld = false;
      const button = get(table, '[part=footer] button');
      button.focus();
      await sendKeys({press: 'Enter'});
      await scrollUntil(() => foot() === '60 users', 'all rows');
      await settled(document.body);
      expect(table.shadowRoot?.activeElement).to.equal(get(table, '.count'));
    });

    it('no further by itself when a page fails; what is there stays, and it tries again when asked', async () => {
      let fails = 0;
      const {table, foot} = await mountTable({
        [USERS]: (request: Request) => {
          if (!request.url.includes('cursor') || fails > 0) {
            return paged(60)(request);
          }
          fails += 1;
          return unreachable();
        },
      });
      await scrollUntil(() => find(table, '[role=alert]'), 'the failure');
      expect(foot())
        .to.contain('50 of 60 users')
        .and.to.contain('The server could not be reached. Check your connection.')
        .and.to.contain('Try again');
      get(table, '[part=footer] button').click();
      await scrollUntil(() => foot() === '60 users', 'all rows');
    });

    it('anew when a cursor has grown too old', async () => {
      let isOld = true;
      const {foot, asked} = await mountTable({
        [USERS]: (request: Request) => {
          if (isOld && request.url.includes('cursor')) {
            isOld = false;
            return refusal('invalid-cursor');
          }
          return paged(60)(request);
        },
      });
      await scrollUntil(() => foot() === '60 users', 'all rows');
      expect(asked.map((query) => query.get('cursor'))).to.deep.equal([null, '50', null, '50']);
    });
  });
});
