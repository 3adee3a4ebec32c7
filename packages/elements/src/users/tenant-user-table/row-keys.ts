import type {User} from '@tenantry/sdk';
import type {RowWindow} from './row-window.ts';
import type {UserPages} from './user-pages.ts';

const TYPING_PAUSE_MS = 700;

// One person types at a time.
let typed = '';
let typedAt = 0;

/**
 * Moves the focus from row to row: arrows, Page Up and Page Down, Home and End, and the first letters of a name. Of the rows one is a stop of the
 * tab key, the one where the focus was last, and so is each control in them; from a checkbox the arrows lead to the next checkbox.
 */
export const moveByKeys = (event: KeyboardEvent, pages: UserPages, rows: RowWindow): void => {
  const {key} = event;
  const target = event.target as HTMLElement;
  // What stands in a slot has keys of its own.
  if (event.ctrlKey || event.altKey || event.metaKey || target.getRootNode() !== (event.currentTarget as Node).getRootNode()) {
    return;
  }
  const row = rows.rowOf(event);
  if (!row) {
    return;
  }
  const at = row.index;
  // As many as are in view, less those that one wants to see again.
  const page = Math.max(1, Math.floor(innerHeight / row.tr.offsetHeight) - 4);
  const count = pages.count ?? 0;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  let to = step === undefined ? undefined : Math.min(count - 1, Math.max(0, at + step));
  if (key.length === 1 && key !== ' ') {
    typed = (event.timeStamp - typedAt < TYPING_PAUSE_MS ? typed : '') + key.toLowerCase();
    typedAt = event.timeStamp;
    to = nextOf(
      pages,
      ({username, firstName, lastName}) => [username, firstName, lastName].some((name) => name.toLowerCase().startsWith(typed)),
      typed.length > 1 ? at - 1 : at,
    );
  }
  if (to !== undefined) {
    event.preventDefault();
    rows.reveal(to, (tr) => ((target.localName === 'input' && tr.querySelector('input')) || tr).focus());
  }
};

/** The first row after this one, from the beginning again after the last, whose user is wanted. */
const nextOf = ({blocks}: UserPages, isWanted: (user: User) => boolean, after: number): number | undefined => {
  let start = 0;
  const found = blocks.flatMap(({users = [], count}) => {
    start += count;
    return users.flatMap((user, place) => (isWanted(user) ? start - count + place : []));
  });
  return found.find((index) => index > after) ?? found[0];
};
