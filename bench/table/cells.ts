// Runs in the page: what stands in the cells of the scroller that is written by hand. Made once, and filled again and again.
import type {User} from '@tenantry/sdk';
import type {Column} from './users.ts';

/** The inside of a cell. */
export interface Cell {
  readonly node: Node;
  readonly show: (user: User) => void;
}

/** Makes the inside of a cell, which is given for what has to stand on the cell itself. */
export type MakeCell = (column: Column, cell: HTMLElement) => Cell;

const date = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', year: 'numeric'});
const day = (timestamp: string): string => date.format(new Date(timestamp));

const TEXT: Readonly<Record<Column, (user: User) => string>> = {
  username: ({username}) => username,
  name: ({firstName, lastName}) => `${firstName} ${lastName}`,
  email: ({email}) => email,
  role: ({role}) => role.name,
  createdAt: ({createdAt}) => day(createdAt),
  lastSignInAt: ({activity}) => (activity?.lastSignInAt ? day(activity.lastSignInAt) : 'Never'),
  status: ({status, credential}) =>
    status === 'deactivated' ? 'Deactivated' : credential === 'temporary' ? 'Active · must change password' : 'Active',
};

const write = (text: Text, value: string): void => {
  if (text.data !== value) {
    text.data = value;
  }
};

/** The least: one text a cell. */
export const plainCell: MakeCell = (column) => {
  const text = new Text();
  return {node: text, show: (user) => write(text, TEXT[column](user))};
};

/** As {@link plainCell}, inside an element. */
const inside = (element: HTMLElement, column: Column): Cell => {
  const text = element.appendChild(new Text());
  return {node: element, show: (user) => write(text, TEXT[column](user))};
};

const timeCell = (column: 'createdAt' | 'lastSignInAt'): Cell => {
  const element = document.createElement('time');
  const {node, show} = inside(element, column);
  return {
    node,
    show: (user) => {
      const timestamp = (column === 'createdAt' ? user.createdAt : user.activity?.lastSignInAt) ?? '';
      element.dateTime = timestamp;
      element.title = timestamp && `${timestamp.slice(0, 16).replace('T', ' ')} UTC`;
      show(user);
    },
  };
};

/** The shape and the words of a status. */
const badgeCell = (): Cell => {
  const svgElement = (name: string): SVGElement => document.createElementNS('http://www.w3.org/2000/svg', name);
  const badge = document.createElement('span');
  badge.className = 'badge';
  const mark = badge.appendChild(svgElement('svg'));
  mark.setAttribute('viewBox', '0 0 14 14');
  const disc = mark.appendChild(svgElement('circle'));
  disc.setAttribute('cx', '7');
  disc.setAttribute('cy', '7');
  const stroke = mark.appendChild(svgElement('path'));
  const word = badge.appendChild(document.createElement('span')).appendChild(new Text());
  const also = document.createElement('span');
  also.className = 'also';
  also.textContent = 'must change password';
  return {
    node: badge,
    show: ({status, credential}) => {
      const isDue = status === 'active' && credential === 'temporary';
      disc.setAttribute('r', status === 'active' ? '6' : '5');
      stroke.setAttribute('d', status === 'active' ? (isDue ? 'M7 4v3.4M7 9.8v.1' : 'M4.4 7.2 6.2 9l3.4-3.9') : 'm3.6 10.4 6.8-6.8');
      badge.dataset['kind'] = isDue ? 'due' : status;
      write(word, status === 'active' ? 'Active' : 'Deactivated');
      if (isDue !== also.isConnected) {
        if (isDue) {
          badge.append(also);
        } else {
          also.remove();
        }
      }
    },
  };
};

/** What `<tenant-user-table>` shows in its cells: isolated names, times, titles, badges. */
export const sameCell: MakeCell = (column, cell) => {
  switch (column) {
    case 'createdAt':
    case 'lastSignInAt':
      return timeCell(column);
    case 'status':
      return badgeCell();
  }
  const {node, show} = inside(document.createElement('bdi'), column);
  return {
    node,
    show: (user) => {
      cell.title = column === 'username' ? `${user.username} · ${TEXT.name(user)}` : TEXT[column](user);
      show(user);
    },
  };
};
