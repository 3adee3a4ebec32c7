import type {Widget} from '@tenantry/sdk';
import {formatNumber, type Place} from '../../foundation/format.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {type Arrangement, positionOf, shown} from './arrangement.ts';
import {isSame} from './history.ts';
import type {ResourceDashboardMessages} from './resource-dashboard.messages.ts';

/** What one did with a tile. */
export type Act = 'move' | 'resize' | 'arrange' | 'add' | 'show' | 'hide' | 'remove' | 'lock' | 'unlock';

export interface Deed {
  readonly act: Act;
  readonly widget: Widget;
  readonly name: string;
  readonly before: Arrangement;
  readonly after: Arrangement;
}

/** An act in words: what came of it, or that nothing did. Said once, whatever it was done with. */
export const tell = (deed: Deed, text: ResourceDashboardMessages, place: Place): readonly unknown[] =>
  weave((name) => sentenceOf({...deed, name}, text, place), bdi(deed.name));

const sentenceOf = ({act, widget: {id}, name, before, after}: Deed, text: ResourceDashboardMessages, place: Place): string => {
  const {columns = 0, rows = 0} = after.widgets.find((widget) => widget.id === id) ?? {};
  const number = (value: number): string => formatNumber(value, place);
  const position = number(positionOf(after.widgets, id) + 1);
  const count = number(shown(after.widgets).length);
  const isAsBefore = isSame(before, after);
  switch (act) {
    case 'move':
      return isAsBefore ? text.saidStays(name) : text.saidMoved(name, position, count);
    case 'resize':
      return isAsBefore ? text.saidSizeStays(name) : text.saidResized(name, number(columns), number(rows));
    case 'arrange':
      return text.saidArranged(name, position, count, number(columns), number(rows));
    case 'add':
      return text.saidAdded(name);
    case 'show':
      return text.saidShown(name);
    case 'hide':
      return text.saidHidden(name);
    case 'remove':
      return text.saidRemoved(name);
    case 'lock':
      return text.saidLocked(name);
    case 'unlock':
      return text.saidUnlocked(name);
  }
};
