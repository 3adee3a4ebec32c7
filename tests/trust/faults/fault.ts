import type {ErrorKind} from '@tenantry/sdk';
import type {Act} from './fault-server.ts';

/** What a line may do to a request, and how a call may end because of it. */
export interface Fault {
  readonly name: string;
  /** Whether the backend has done its work by then. */
  readonly when: 'before' | 'after' | 'inside';
  readonly act: Act;
  /** How a call ends that meets nothing else. */
  readonly ends: 'well' | Failing;
  /** Shows in nothing but time: an attempt has to give up. */
  readonly isSilent?: boolean;
  /** Spoils what only users have: of other answers nothing is spoiled. */
  readonly isOfUsers?: boolean;
  /** Keeps the machine busy, so that it is tried by itself. */
  readonly isHeavy?: boolean;
}

export interface Failing {
  /** Which kinds of error tell of it. */
  readonly kinds: readonly ErrorKind[];
  /** Whether the call is sent again. */
  readonly isRetried: boolean;
  /** With `api`. */
  readonly status?: number;
}

/** No whole answer came. */
export const noAnswer: Failing = {kinds: ['network'], isRetried: true};

/** It was waited for in vain. */
export const noAnswerInTime: Failing = {kinds: ['timeout'], isRetried: true};

/** A whole answer came, damaged on the way. */
export const spoiled: Failing = {kinds: ['network', 'bad-response'], isRetried: true};

/** A whole answer came, and it is none of ours. */
export const notOurs: Failing = {kinds: ['bad-response'], isRetried: true};

export const refused = (status: number, isRetried: boolean): Failing => ({kinds: ['api'], isRetried, status});
