import type * as z from 'zod/mini';
import type {readAnswer} from './answer.ts';
import type {Change} from './changes.ts';
import type {RequestOptions} from './request-options.ts';

/** One call of a resource. */
export interface TransportRequest<Answer> extends RequestOptions {
  /** The method of the SDK, as telemetry names it: `users.create`. */
  readonly operation: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly body?: unknown;
  /** `null`: nothing may be there yet (W9). */
  readonly version?: number | '*' | null | undefined;
  /** For the calls that the server does not know again by their key (W10): they are sent once. */
  readonly isSentOnce?: true;
  /** The schema of the answer's body; left out where there is none. */
  readonly answer?: z.ZodMiniType<Answer>;
  /** Milliseconds for one attempt where nobody says otherwise, for what takes its time. @defaultValue 10,000 */
  readonly usualMs?: number;
  /** Reads the answer, where that is not all there is to do with it. */
  readonly read?: typeof readAnswer<Answer>;
  /** What a successful write changed. */
  readonly change?: (answer: Answer) => Change;
}
