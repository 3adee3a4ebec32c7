import assert from 'node:assert/strict';
import {inspect} from 'node:util';

/** Everything that a host might log of a value: its texts, its JSON, and all that can be reached from it. */
const everythingOf = (value: unknown): string => {
  const seen = new Set<unknown>();
  const texts: string[] = [String(value), JSON.stringify(value) ?? '', inspect(value, WHOLE)];
  const walk = (part: unknown): void => {
    if (typeof part === 'string') {
      texts.push(part);
    }
    if ((typeof part !== 'object' && typeof part !== 'function') || part === null || seen.has(part)) {
      return;
    }
    seen.add(part);
    for (const key of Reflect.ownKeys(part)) {
      texts.push(String(key));
      walk(Reflect.get(part, key));
    }
    if (part instanceof Map || part instanceof Set) {
      [...part].forEach(walk);
    }
    if (part instanceof Error) {
      texts.push(part.message, String(part.stack));
    }
  };
  walk(value);
  return texts.join('\n');
};

const WHOLE = {depth: Infinity, showHidden: true, getters: true, maxStringLength: null, maxArrayLength: null};

/** Fails when anything that a host might log of a value holds one of these texts. */
export const assertHoldsNone = (value: unknown, secrets: Readonly<Record<string, string>>): void => {
  const everything = everythingOf(value);
  for (const [name, secret] of Object.entries(secrets)) {
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')]) {
      assert.ok(!everything.includes(form), `the ${name} can be read in what was thrown: ${everything.slice(0, 2_000)}`);
    }
  }
};
