import type {User} from '@tenantry/sdk';
import {changedFields, type EditUserValue, type Field, isSame, valueOf} from './fields.ts';

/** Whose value is to count. */
export type Side = 'mine' | 'theirs';

/** A field in which what somebody else has saved is neither what it was nor what stands in the form. */
export interface Difference {
  readonly field: Field;
  /** Whether it was changed in the form as well. */
  readonly isTouched: boolean;
  readonly side: Side;
}

/** Three states of a user: as it was when the form was filled, as somebody else has saved it, and as it stands in the form (X3). */
export interface Comparison {
  readonly base: User;
  readonly current: User;
  readonly typed: EditUserValue;
  readonly differences: readonly Difference[];
  /** The fields that only the form changes. */
  readonly others: readonly Field[];
  /** Whether what the other one saved may have been sent from here. */
  readonly isPerhapsMine: boolean;
}

/** @param fields Those that are to be compared. What was not touched in the form is theirs at first. */
export const compare = (
  fields: readonly Field[],
  {base, current, typed, isPerhapsMine}: Pick<Comparison, 'base' | 'current' | 'typed' | 'isPerhapsMine'>,
): Comparison => {
  const [was, theirs] = [valueOf(base), valueOf(current)];
  const differences = fields
    .filter((field) => !isSame(field, theirs, was) && !isSame(field, theirs, typed))
    .map((field): Difference => {
      const isTouched = !isSame(field, typed, was);
      return {field, isTouched, side: isTouched ? 'mine' : 'theirs'};
    });
  const others = changedFields(fields, current, typed).filter((field) => differences.every((difference) => difference.field !== field));
  return {base, current, typed, differences, others, isPerhapsMine};
};

/** The comparison with another side chosen for a field. */
export const choose = (comparison: Comparison, field: Field, side: Side): Comparison => ({
  ...comparison,
  differences: comparison.differences.map((difference) => (difference.field === field ? {...difference, side} : difference)),
});

/** What is to become of the user as it is now. */
export const settle = ({typed, differences, others}: Comparison): Partial<EditUserValue> => {
  const mine = differences.filter(({side}) => side === 'mine').map(({field}) => field);
  return Object.fromEntries([...others, ...mine].map((field) => [field, typed[field]]));
};
