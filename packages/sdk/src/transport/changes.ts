/** Something that a client changed, or that it heard of. */
export interface Change {
  readonly subject: {readonly type: string; readonly id: string | null; readonly version?: number | undefined};
  /** `created`, `updated`, `ended` … */
  readonly action: string;
}

/** Dispatched on `client.changes` after each successful write, so that everything that shows the subject can ask again (S10). */
export class ChangeEvent extends Event {
  readonly subject: Change['subject'];
  readonly action: string;
  /** `local` for the client's own writes. */
  readonly origin: 'local' | 'remote';

  constructor({subject, action}: Change, origin: 'local' | 'remote') {
    super('change');
    this.subject = subject;
    this.action = action;
    this.origin = origin;
  }
}
