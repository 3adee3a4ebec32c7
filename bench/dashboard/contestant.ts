/** A dashboard in the page. Reads what is there, as anybody could. */
export interface Contestant {
  /** Where its cards are: its shadow root, or itself. */
  readonly root: ParentNode;
  /** What one moves its first tile by. */
  readonly handle: () => HTMLElement;
  /** Begins to edit, where that is not always so. */
  readonly edit?: () => void;
  /** Whether every tile can be moved. */
  readonly isEdited: () => boolean;
  readonly remove: () => void;
}
