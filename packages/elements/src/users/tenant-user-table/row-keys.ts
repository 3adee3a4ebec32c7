import type {RowWindow} from './row-window.ts';
import type {UserPages} from './user-pages.ts';

const TYPING_PAUSE_MS = 700;

/**
 * Moves the focus from row to row: arrows, Page Up and Page Down, Home and End, and the first letters of a name. The table is one stop of the
 * tab key and each control in it another; from a checkbox the arrows lead to the next checkbox.
 */
export const moveByKeys = (pages: UserPages, rows: RowWindow): ((event: KeyboardEvent) => void) => {
  let typed = '';
  let typedAt = 0;
  return (event) => {
    const {key} = event;
    const target = event.target as HTMLElement;
    const table = event.currentTarget as HTMLElement;
    // Not what stands in a slot, or in the heads.
    if (event.ctrlKey || event.altKey || event.metaKey || target.closest('thead') || target.getRootNode() !== table.getRootNode()) {
      return;
    }
    const at = rows.rowOf(event)?.index ?? (rows.top?.index ?? 0) - 1;
    const count = pages.count ?? 0;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: rows.page,
      PageUp: -rows.page,
      Home: -count,
      End: count,
    };
    const step = steps[key];
    let to = step === undefined ? undefined : Math.min(count - 1, Math.max(0, at + step));
    if (key.length === 1 && key !== ' ') {
      typed = (event.timeStamp - typedAt < TYPING_PAUSE_MS ? typed : '') + key.toLowerCase();
      typedAt = event.timeStamp;
      to = pages.indexOf(
        ({username, firstName, lastName}) => [username, firstName, lastName].some((name) => name.toLowerCase().startsWith(typed)),
        typed.length > 1 ? at - 1 : at,
      );
    }
    if (to !== undefined) {
      event.preventDefault();
      rows.reveal(to, (tr) => ((target.localName === 'input' && tr.querySelector('input')) || tr).focus());
    }
  };
};
