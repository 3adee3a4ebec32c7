import type {Job} from '@tenantry/sdk';

/** The user wants to see a job. What that means the host decides; cancel it to say that it is done. */
export class JobOpenEvent extends Event {
  static readonly type = 'job-open';
  readonly job: Job;

  constructor(job: Job) {
    super(JobOpenEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.job = job;
  }
}

declare global {
  interface HTMLElementEventMap {
    'job-open': JobOpenEvent;
  }
}
