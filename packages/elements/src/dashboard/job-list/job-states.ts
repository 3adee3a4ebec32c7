import type {Tone} from '../marks.ts';
import type {JobListMessages} from './job-list.messages.ts';

/** How a state looks, and what it is called. */
interface Look {
  readonly tone: Tone;
  readonly word: Extract<keyof JobListMessages, string> & WordName;
}

type WordName =
  | 'pending'
  | 'running'
  | 'suspended'
  | 'completing'
  | 'completed'
  | 'failedState'
  | 'timedOut'
  | 'cancelled'
  | 'preempted'
  | 'unknown';

/** The states of jobs, in the order in which a job comes to them. */
export const JOB_LOOKS = {
  pending: {tone: 'waiting', word: 'pending'},
  running: {tone: 'running', word: 'running'},
  suspended: {tone: 'part', word: 'suspended'},
  completing: {tone: 'moving', word: 'completing'},
  completed: {tone: 'good', word: 'completed'},
  failed: {tone: 'danger', word: 'failedState'},
  timedOut: {tone: 'warning', word: 'timedOut'},
  cancelled: {tone: 'aside', word: 'cancelled'},
  preempted: {tone: 'free', word: 'preempted'},
  unknown: {tone: 'unknown', word: 'unknown'},
} as const satisfies Readonly<Record<string, Look>>;

export type JobState = keyof typeof JOB_LOOKS;

export const isJobState = (state: string): state is JobState => Object.hasOwn(JOB_LOOKS, state);

/** A state that this page does not know is not known. */
export const lookOf = (state: string): Look => JOB_LOOKS[isJobState(state) ? state : 'unknown'];
