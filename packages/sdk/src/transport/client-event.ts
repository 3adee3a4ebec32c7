import type {ErrorKind} from '../errors/tenantry-error.ts';

/** What a client tells of its calls, for measuring: nothing in it says who, or what. */
export interface ClientEvent {
  /** A call began, is about to be repeated, or ended. */
  readonly type: 'start' | 'retry' | 'end';
  /** The method of the SDK: `users.create`. */
  readonly operation: string;
  /** Requests sent so far. */
  readonly attempts: number;
  /** Milliseconds since the call began. */
  readonly ms: number;
  /** Status of the last answer. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** Why it is repeated, or why it failed. */
  readonly kind?: ErrorKind | undefined;
}
