/** The administrator has handed the credentials over. */
export class HandoffDoneEvent extends Event {
  static readonly type = 'handoff-done';

  constructor() {
    super(HandoffDoneEvent.type, {bubbles: true, composed: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'handoff-done': HandoffDoneEvent;
  }
}
