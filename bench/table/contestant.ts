/** A list of users in the page, which scrolls with the window. Reads what is there, as anybody could. */
export interface Contestant {
  /** Where its rows are: its shadow root, or itself. */
  readonly root: ParentNode;
  /** Selects a row of a user in the root. */
  readonly row: string;
  /** The button in the head of the column with the address. */
  readonly sortByEmail: () => HTMLElement;
  readonly remove: () => void;
}
