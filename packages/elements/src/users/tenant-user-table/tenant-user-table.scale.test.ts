import {expect} from '@open-wc/testing';
import type {User} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {find, get, settled, textOf, until} from '../../testing/element-state.ts';
import {refusal, unreachable} from '../../testing/fake-client.ts';
import {setNetwork} from '../../testing/network.ts';
import {manyUsers, pageOf, sampleId} from '../../testing/samples.ts';
import {mountTable, USERS} from './tenant-user-table.states.ts';

/** A server with so many users, in pages as they are asked for: a cursor is the id of the user before the page, as a keyset has it. */
const paged = (count: number) => {
  // Room for others between them.
  const users = manyUsers(count).map((user, index) => ({...user, id: sampleId('usr', (index + 1) * 10)}));
  const server = {users, fails: undefined as (() => unknown) | undefined};
  const answer = ({url}: Request): unknown => {
    const {searchParams} = new URL(url);
    const cursor = searchParams.get('cursor');
    const limit = Number(searchParams.get('limit'));
    if (server.fails) {
      return server.fails();
    }
    const after = server.users.filter(({id}) => cursor === null || id > cursor);
    const items = after.slice(0, limit);
    return pageOf(items, {
      next: after.length > limit ? (items.at(-1)?.id ?? null) : null,
      total: searchParams.has('count') ? {value: server.users.length, relation: 'eq'} : null,
    });
  };
  return {server, answer};
};

const mount = async (count: number, template?: TemplateResult) => {
  const {server, answer} = paged(count);
  const mounted = await mountTable(
    {[USERS]: answer},
    template ?? html`<tenant-user-table page-size="200" sort="username"></tenant-user-table>`,
  );
  const {table} = mounted;
  const body = (): HTMLElement => get(table, '.rows');
  /** The first row in view: whose it is, and where it stands. */
  const seen = (): {name: string; y: number} => {
    const row = mounted.rows().find((tr) => tr.getBoundingClientRect().top >= 60);
    return {name: textOf(get(row ?? table, '.first')), y: Math.round(row?.getBoundingClientRect().top ?? 0)};
  };
  const scrollToEnd = (end: number): Promise<void> =>
    until(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      return mounted.rows().at(-1)?.ariaRowIndex === String(end + 1);
    }, 'the last row');
  return {...mounted, server, body, seen, scrollToEnd};
};

const isFilled = (rows: () => HTMLElement[]) => (): boolean => {
  const tops = rows().map((row) => row.getBoundingClientRect());
  return tops.some(({top}) => top <= 60) && tops.some(({bottom}) => bottom >= innerHeight - 60);
};

describe('tenant-user-table with many users', () => {
  afterEach(() => {
    setNetwork();
    document.body.replaceChildren();
    document.documentElement.dir = '';
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`has few rows in the page, each in its place, while one scrolls through all of them and back, ${dir} (X11, T32)`, async () => {
      document.documentElement.dir = dir;
      const {rows, body, scrollToEnd, asked} = await mount(1200);
      await scrollToEnd(1200);
      const height = body().getBoundingClientRect().height;
      const asks = asked.length;
      for (let y = document.documentElement.scrollHeight; y > 300; y -= 900) {
        scrollTo(0, y);
        await until(isFilled(rows), `rows at ${y}`);
        expect(rows().length).to.be.at.most(300);
        for (const row of rows()) {
          const index = Number(row.ariaRowIndex) - 2;
          expect(textOf(get(row, '.first'))).to.equal(`user.${String(index + 1).padStart(4, '0')}`);
          const place = row.getBoundingClientRect().top - body().getBoundingClientRect().top;
          expect(place).to.be.closeTo((index * height) / 1200, 2);
        }
      }
      expect(body().getBoundingClientRect().height).to.be.closeTo(height, 1);
      expect(asked.length, 'users who were dropped are asked for again').to.be.greaterThan(asks + 4);
    });
  }

  it('keeps rows of various heights in their places, where each is a card (X11)', async () => {
    const {table, rows, body, server, scrollToEnd} = await mount(
      0,
      html`<tenant-user-table page-size="200" sort="username" hidden></tenant-user-table>`,
    );
    server.users = paged(600).server.users.map((user, index) =>
      index % 3 ? user : {...user, email: `${'long.'.repeat(20)}${user.email}`},
    );
    table.style.setProperty('inline-size', '22rem');
    table.hidden = false;
    await table.refresh();
    await scrollToEnd(600);
    for (let y = 500; y < document.documentElement.scrollHeight; y += 500) {
      scrollTo(0, y);
      await until(isFilled(rows), `rows at ${y}`);
    }
    const height = body().getBoundingClientRect().height;
    scrollTo(0, 0);
    await until(() => rows()[0]?.ariaRowIndex === '2', 'the first rows');
    expect(body().getBoundingClientRect().height).to.be.closeTo(height, 2);
  });

  it('scrolls with whatever box around it does', async () => {
    const {table, rows} = await mount(400);
    const box = document.createElement('div');
    box.style.setProperty('block-size', '400px');
    box.style.setProperty('overflow', 'auto');
    const provider = get(document.body, 'tenant-provider');
    provider.before(box);
    box.append(provider);
    await settled(document.body);
    await until(() => {
      box.scrollTop = 8000;
      return rows().some((row) => Number(row.ariaRowIndex) > 180);
    }, 'the rows there');
    expect(table.shadowRoot?.querySelectorAll('tr').length).to.be.lessThan(60);
  });

  describe('asked again', () => {
    const deep = async (count = 1000) => {
      const mounted = await mount(count);
      await mounted.scrollToEnd(count);
      scrollTo(0, 20_000);
      await until(isFilled(mounted.rows), 'the rows');
      return mounted;
    };

    for (const [how, again] of [
      ['refresh()', (table: HTMLElementTagNameMap['tenant-user-table']) => table.refresh()],
      [
        'the network that is back',
        async (): Promise<void> => {
          setNetwork(false);
          setNetwork(true);
        },
      ],
    ] as const) {
      it(`by ${how}: what is near what is seen, and nothing moves (X5)`, async () => {
        const {table, asked, seen, server} = await deep();
        const [before, y, asks] = [seen(), scrollY, asked.length];
        const index = Number(before.name.slice(5)) - 1;
        server.users = server.users.map((user, place) => (place === index + 2 ? {...user, lastName: 'Renamed', version: 2} : user));
        await again(table);
        await until(() => textOf(table).includes('User Renamed'), 'the new name');
        expect(asked.slice(asks).map((query) => query.has('cursor'))).not.to.contain(false);
        expect([seen(), scrollY]).to.deep.equal([before, y]);
      });
    }

    it('while rows above come and go: what is seen does not move, nobody is there twice or left out (E8, X5)', async () => {
      const {table, rows, seen, server} = await deep();
      const before = seen();
      const at = server.users.findIndex(({username}) => username === before.name);
      const extra: User[] = [1, 2, 3].map((n) => ({
        ...(server.users[at - 5] as User),
        id: sampleId('usr', (at - 4) * 10 + n),
        username: `between.${n}`,
      }));
      server.users = [...server.users.slice(0, at - 8), ...server.users.slice(at - 7, at - 4), ...extra, ...server.users.slice(at - 4)];
      await table.refresh();
      await settled(document.body);
      expect(seen()).to.deep.equal(before);
      scrollBy(0, -300);
      await until(() => textOf(table).includes('between.1'), 'the new rows');
      const names = rows().map((row) => textOf(get(row, '.first')));
      const first = server.users.findIndex(({username}) => username === names[0]);
      expect(names).to.deep.equal(server.users.slice(first, first + names.length).map(({username}) => username));
    });

    it('where it cannot be asked: nothing moves, it says so, and Try again brings the rows (X6, X11)', async () => {
      const {table, rows, body, server} = await deep();
      const height = body().getBoundingClientRect().height;
      server.fails = unreachable;
      scrollTo(0, 0);
      await until(() => find(table, '[role=alert]'), 'the failure');
      expect(textOf(get(table, '[part=footer]')))
        .to.contain('The server could not be reached.')
        .and.to.contain('Try again');
      expect([scrollY, body().getBoundingClientRect().height]).to.deep.equal([0, height]);
      server.fails = undefined;
      get(table, '[part=footer] button').click();
      await until(() => rows()[0]?.ariaRowIndex === '2', 'the rows');
      expect(find(table, '[role=alert]')).to.equal(undefined);
    });

    it('with a cursor whose day is over: by way of the beginning, and in the same place (E10)', async () => {
      const {server, answer} = paged(1000);
      const young = new Set<string>();
      let isTomorrow = false;
      const {rows, asked} = await mountTable(
        {
          [USERS]: (request: Request) => {
            const cursor = new URL(request.url).searchParams.get('cursor');
            if (isTomorrow && cursor && !young.has(cursor)) {
              return refusal('invalid-cursor');
            }
            const page = answer(request) as {next: string | null};
            if (isTomorrow && page.next) {
              young.add(page.next);
            }
            return page;
          },
        },
        html`<tenant-user-table page-size="200" sort="username"></tenant-user-table>`,
      );
      await until(() => {
        scrollTo(0, document.documentElement.scrollHeight);
        return rows().at(-1)?.ariaRowIndex === '1001';
      }, 'the last row');
      isTomorrow = true;
      const asks = asked.length;
      scrollTo(0, 17_000);
      await until(isFilled(rows), 'the rows');
      const names = rows().map((row) => [textOf(get(row, '.first')), Number(row.ariaRowIndex)]);
      for (const [name, index] of names) {
        expect(name).to.equal(server.users[Number(index) - 2]?.username);
      }
      expect(
        asked
          .slice(asks)
          .map((query) => query.get('cursor'))
          .at(1),
      ).to.equal(null);
    });
  });
});
