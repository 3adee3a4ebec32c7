import {createHash} from 'node:crypto';
import type {Logger} from '../dependencies.ts';
import type {PasswordHasher} from '../passwords/hasher.ts';

/** A clock that stands still until it is moved. */
export class TestClock {
  #now = Date.parse('2026-03-02T09:00:00.000Z');

  readonly now = (): Date => new Date(this.#now);

  advance({milliseconds = 0, seconds = 0, minutes = 0, hours = 0}: Readonly<Record<string, number>>): void {
    this.#now += milliseconds + 1000 * (seconds + 60 * (minutes + 60 * hours));
  }
}

/** A hasher that costs nothing and counts its runs. */
export class TestHasher implements PasswordHasher {
  readonly dummy = '$test$0';
  runs = 0;

  async hash(password: string): Promise<string> {
    this.runs++;
    return digest(password);
  }

  async verify(password: string, hash: string): Promise<boolean> {
    this.runs++;
    return hash === digest(password) || hash === weakHash(password);
  }

  isWeak(hash: string): boolean {
    return hash.startsWith('$weak$');
  }
}

const digest = (password: string): string => `$test$${createHash('sha256').update(password).digest('hex')}`;

/** A hash that `TestHasher` verifies and calls weak. */
export const weakHash = (password: string): string => digest(password).replace('$test$', '$weak$');

/** A logger that remembers. */
export class TestLogger implements Logger {
  readonly entries: {readonly level: 'info' | 'error'; readonly event: string; readonly fields: Readonly<Record<string, unknown>>}[] = [];

  info(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.entries.push({level: 'info', event, fields});
  }

  error(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.entries.push({level: 'error', event, fields});
  }
}
