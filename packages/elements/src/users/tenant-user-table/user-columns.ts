import {USER_LIST, type User} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {formatDate, formatMoment, formatUtc, type Place} from '../../foundation/format.ts';
import type {TenantUserTableMessages} from './tenant-user-table.messages.ts';
import type {UserPicker} from './user-picker.ts';

/** What a cell needs to know besides its user. */
export interface CellContext {
  readonly text: TenantUserTableMessages;
  readonly place: Place;
  /** The names of all columns. */
  readonly columns: readonly ColumnName[];
  /** The id of whoever is signed in. */
  readonly myId: string | undefined;
  /** By whom users are selected; absent where they cannot be. */
  readonly picker: UserPicker | undefined;
  /** What the host shows itself: names of columns, and `row-actions`. */
  readonly slotted: ReadonlySet<string>;
}

/** A column of the table, named as the member of the user that it shows. */
export type ColumnName = 'username' | 'name' | 'email' | 'role' | 'createdAt' | 'lastSignInAt' | 'status';

/** The columns that an attribute names; words that name none are passed over. */
export const parseColumns = (names: string): readonly ColumnName[] =>
  names.split(/\s+/).filter((name): name is ColumnName => Object.hasOwn(CELLS, name));

/** The key by which the API sorts a column, where it does. */
export const sortKeyOf = (column: ColumnName): string | undefined => {
  const key = column === 'name' ? 'lastName' : column;
  return isSortKey(key) ? key : undefined;
};

export const isSortKey = (key: string): boolean => USER_LIST.sorts.some((sort) => sort === key);

/** A text that may be cut off, in full. */
const titleOf = (column: ColumnName, user: User): string | undefined =>
  column === 'username' || column === 'name'
    ? `${user.username} · ${fullName(user)}`
    : column === 'email'
      ? user.email
      : column === 'role'
        ? user.role.name
        : undefined;

/** All cells of a row. */
export const rowOf = (user: User, context: CellContext): unknown => [
  context.picker?.cell(user, context) ?? nothing,
  ...context.columns.map((column, place) => {
    const title = titleOf(column, user) ?? nothing;
    const own = CELLS[column](user, context);
    const content = context.slotted.has(column) ? html`<slot name="cell-${column}-${user.id}">${own}</slot>` : own;
    return place === 0
      ? html`<th class=${column} part="cell" role="rowheader" scope="row" title=${title}>${content}</th>`
      : html`<td class=${column} part="cell" role="cell" title=${title} data-label=${context.text[column]}>${content}</td>`;
  }),
  context.slotted.has('row-actions')
    ? html`<td class="actions" part="cell" role="cell"><slot name="row-actions-${user.id}"></slot></td>`
    : nothing,
];

const CELLS: Readonly<Record<ColumnName, (user: User, context: CellContext) => unknown>> = {
  username: (user, {text, columns, myId}) => {
    const person = columns.includes('name') ? nothing : html`<bdi class="second person">${fullName(user)}</bdi>`;
    return html`<bdi class="first">${user.username}</bdi> ${
      user.id === myId ? html`<span class="second mine">${person}<span class="tag">${text.you}</span></span>` : person
    } ${columns.includes('email') ? html`<bdi class="second mail">${user.email}</bdi>` : nothing}`;
  },
  name: (user) => html`<bdi>${fullName(user)}</bdi>`,
  // An address breaks at its @ where it has to, not in the middle of a word.
  email: ({email}) => {
    const [name, site] = email.split(/(@.*)/s);
    return html`<bdi>${name}<wbr />${site}</bdi>`;
  },
  role: ({role}) => html`<bdi>${role.name}</bdi>`,
  createdAt: ({createdAt}, {place}) => time(createdAt, formatDate(createdAt, place)),
  lastSignInAt: ({activity}, {text, place}) => {
    const last = activity?.lastSignInAt;
    return last ? time(last, formatMoment(last, place)) : html`<span class="subtle">${activity ? text.never : '–'}</span>`;
  },
  status: (user, {text}) => renderStatus(user, text),
};

const fullName = ({firstName, lastName}: User): string => `${firstName} ${lastName}`;

const time = (timestamp: string, shown: string): TemplateResult =>
  html`<time datetime=${timestamp} title=${formatUtc(timestamp)}>${shown}</time>`;

const RING = 'M2 7a5 5 0 1 0 10 0 5 5 0 1 0-10 0';
const DISC = 'M7 1a6 6 0 0 1 0 12A6 6 0 0 1 7 1Z';

// Shape and words: disc with a check, disc with a mark of exclamation, dashed ring, ring with a stroke. One template and one path for all,
// since a row becomes that of another user.
const renderStatus = ({status, credential, activity}: User, text: TenantUserTableMessages): TemplateResult => {
  const [kind, shape, also] =
    status === 'deactivated'
      ? ['off', `${RING}M3.6 10.4l6.8-6.8`]
      : credential === 'temporary'
        ? [
            'due',
            `${DISC}M6.1 4v3.4a.9.9 0 0 0 1.8 0V4a.9.9 0 0 0-1.8 0Zm0 5.9a.9.9 0 0 0 1.8 0 .9.9 0 0 0-1.8 0Z`,
            text.mustChangePassword,
          ]
        : activity?.lastSignInAt === null
          ? ['new', RING, text.neverSignedIn]
          : ['good', `${DISC}M3.8 7.8l1.8 1.8a.9.9 0 0 0 1.3 0l3.4-3.9a.9.9 0 0 0-1.4-1.2L6.2 7.7 5 6.6a.9.9 0 0 0-1.2 1.2Z`];
  return html`<span class="badge ${kind === 'off' ? kind : ''}" part="status-badge"
    ><svg class="mark ${kind}" viewBox="0 0 14 14" aria-hidden="true"><path d=${shape} /></svg
    >${kind === 'off' ? text.deactivated : text.active}${also ? html`<span class="vh"> · </span><span class="also">${also}</span>` : nothing}</span
  >`;
};
