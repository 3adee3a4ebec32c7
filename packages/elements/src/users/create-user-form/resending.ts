import {type Handoff, isTenantryError, type TenantClient} from '@tenantry/sdk';
import type {ReactiveControllerHost, TemplateResult} from 'lit';
import {Attempt} from '../../foundation/attempt.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import {type Mailed, mailedNotice} from './form-notice.ts';

interface Sender {
  /** The client, for whoever may send it. */
  readonly client: () => TenantClient | undefined;
  /** There is something else to hand over now. */
  readonly onSent: (handoff: Handoff) => void;
}

/** The mail that a new user gets in by. One that could not be sent is sent again, in place of the first, which is cancelled (L6, E26). */
export class Resending {
  readonly #host: ReactiveControllerHost;
  readonly #sender: Sender;
  #mailed: Mailed | undefined;
  #isPending = false;

  constructor(host: ReactiveControllerHost, sender: Sender) {
    this.#host = host;
    this.#sender = sender;
  }

  /** Whether the way in goes by mail. */
  get isMailed(): boolean {
    return this.#mailed !== undefined;
  }

  /** What was sent; `undefined` for nothing. */
  tell(mailed: Mailed | undefined): void {
    this.#mailed = mailed;
    this.#host.requestUpdate();
  }

  /** What happened to it, where anything was sent. */
  render(text: CreateUserFormMessages): TemplateResult | undefined {
    const mailed = this.#mailed;
    const onAgain = this.#sender.client() ? (): void => void this.#again(mailed) : undefined;
    return mailed && mailedNotice(mailed, text, onAgain);
  }

  async #again(mailed: Mailed | undefined): Promise<void> {
    const client = this.#sender.client();
    if (this.#isPending || !client || !mailed) {
      return;
    }
    const {user, delivery} = mailed;
    this.#isPending = true;
    const outcome = await new Attempt().send(user.id, (options) => client.users.resetPassword(user.id, {delivery}, options));
    this.#isPending = false;
    if (mailed !== this.#mailed) {
      return; // What it was about is not on show any more.
    }
    if (!outcome || isTenantryError(outcome)) {
      this.tell({...mailed, failure: outcome});
    } else {
      this.tell({user, delivery, delivered: outcome.delivered});
      this.#sender.onSent(outcome);
    }
  }
}
