// Runs in the page. The limit: a table that scrolls 100,000 rows, written by hand for nothing but this. It asks the same client as ours for
// the first page; from then on every user is in an array. Nothing can be missed, selected, translated or restyled, and every row is equally high.
import type {TenantClient, User} from '@tenantry/sdk';
import type {Cell, MakeCell} from './cells.ts';
import type {Contestant} from './contestant.ts';
import {COLUMNS, type Sort, type Users} from './users.ts';

/** Rows above and below what is seen, so that a turn of the wheel shows no gap before the next frame. */
const AROUND = 4;

/** As many as ours asks for. */
const FIRST_PAGE = 50;

const HEADS = ['Username', 'Name', 'Email', 'Role', 'Created', 'Last sign-in', 'Status'];

/** A row that is used again and again. */
interface Row {
  readonly element: HTMLTableRowElement;
  readonly cells: readonly Cell[];
  place: number;
}

export const mountByHand = (users: Users, client: TenantClient, rowHeight: number, makeCell: MakeCell): Contestant => {
  let sort: Sort = '-createdAt';
  let loaded: readonly User[] = [];
  const element = document.createElement('div');
  element.className = 'by-hand';
  element.style.setProperty('--row', `${rowHeight}px`);
  const table = element.appendChild(document.createElement('table'));
  const heads = table.createTHead().insertRow();
  for (const head of HEADS) {
    const cell = heads.appendChild(document.createElement('th'));
    cell.scope = 'col';
    cell.appendChild(document.createElement('button')).textContent = head;
  }
  const spacer = (): HTMLTableCellElement => {
    const cell = table.createTBody().insertRow().insertCell();
    cell.colSpan = COLUMNS.length;
    return cell;
  };
  const above = spacer();
  const body = table.createTBody();
  const below = spacer();
  const rows = new Array<Row>();

  const makeRow = (): Row => {
    const row = document.createElement('tr');
    row.className = 'row';
    const cells = COLUMNS.map((column, index) => {
      const element = document.createElement(index === 0 ? 'th' : 'td');
      const cell = makeCell(column, element);
      element.append(cell.node);
      row.append(element);
      return cell;
    });
    return {element: row, cells, place: -1};
  };

  const fill = (row: Row, place: number): void => {
    if (row.place === place) {
      return;
    }
    row.place = place;
    const user = (sort === '-createdAt' && loaded[place]) || users.at(sort, place);
    row.element.ariaRowIndex = String(place + 2);
    row.cells.forEach(({show}) => show(user));
  };

  let top = 0;
  let first = 0;
  const measure = (): void => {
    top = table.getBoundingClientRect().top + window.scrollY + heads.offsetHeight;
    const wanted = Math.min(users.count, Math.ceil(window.innerHeight / rowHeight) + 2 * AROUND);
    while (rows.length < wanted) {
      const row = makeRow();
      rows.push(row);
      body.append(row.element);
    }
  };
  const draw = (): void => {
    const last = users.count - rows.length;
    const start = Math.max(0, Math.min(last, Math.floor((window.scrollY - top) / rowHeight) - AROUND));
    const moved = start - first;
    // What is still seen stays as it is; what has gone out on one side comes in on the other.
    if (moved > 0 && moved < rows.length) {
      const gone = rows.splice(0, moved);
      rows.push(...gone);
      body.append(...gone.map((row) => row.element));
    } else if (moved < 0 && -moved < rows.length) {
      const gone = rows.splice(moved);
      rows.unshift(...gone);
      body.prepend(...gone.map((row) => row.element));
    }
    first = start;
    rows.forEach((row, index) => fill(row, start + index));
    above.height = String(start * rowHeight);
    below.height = String((last - start) * rowHeight);
  };
  const onScroll = (): void => draw();
  heads.addEventListener('click', ({target}) => {
    const head = (target as Element).closest('th');
    const column = head && COLUMNS[head.cellIndex];
    if (column === 'username' || column === 'email') {
      sort = column;
      heads.querySelector('[aria-sort]')?.removeAttribute('aria-sort');
      head?.setAttribute('aria-sort', 'ascending');
      rows.forEach((row) => {
        row.place = -1;
      });
      draw();
    }
  });

  const load = async (): Promise<void> => {
    ({items: loaded} = await client.users.list({sort, limit: FIRST_PAGE, count: 'capped', include: ['activity']}));
    measure();
    draw();
    window.addEventListener('scroll', onScroll, {passive: true});
  };

  document.body.append(element);
  void load();
  return {
    root: element,
    row: '.row',
    sortByEmail: () => heads.cells[COLUMNS.indexOf('email')]?.querySelector('button') as HTMLElement,
    remove: () => {
      window.removeEventListener('scroll', onScroll);
      element.remove();
    },
  };
};
