/** The password was judged anew. Says which rules it breaks, never what it is. */
export class PasswordCheckedEvent extends Event {
  static readonly type = 'password-checked';
  /** Whether it keeps every rule that can be checked here and is confirmed, where that is asked for. */
  readonly ok: boolean;
  readonly rules: readonly string[];

  constructor(ok: boolean, rules: readonly string[]) {
    super(PasswordCheckedEvent.type, {bubbles: true, composed: true});
    this.ok = ok;
    this.rules = rules;
  }
}

declare global {
  interface HTMLElementEventMap {
    'password-checked': PasswordCheckedEvent;
  }
}
