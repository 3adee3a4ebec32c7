import {executeServerCommand} from '@web/test-runner-commands';

/** What a browser can be told of its reader. */
export interface Reader {
  readonly 'forced-colors'?: 'active';
  readonly 'prefers-color-scheme'?: 'light' | 'dark';
  readonly 'prefers-reduced-motion'?: 'reduce';
  /** Whether fingers point instead of a mouse. */
  readonly touch?: boolean;
}

/** Lets the browser believe that its reader is like this; with nothing, like everybody. Chromium only. */
export const pretend = async (reader: Reader = {}): Promise<void> => {
  await executeServerCommand('pretend', reader);
};
