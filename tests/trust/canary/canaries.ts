import {inspect} from 'node:util';

/** Where a secret may be met, besides the request that brings it. */
export type Place =
  /** The body of one answer: a password that is shown once. */
  | 'answer'
  /** The `Set-Cookie` of one answer. */
  | 'cookie'
  /** One mail, which does not name its user. */
  | 'mail'
  | 'nowhere';

export interface Canary {
  /** What it is, for whoever reads of a leak. */
  readonly name: string;
  readonly secret: string;
  readonly place: Place;
}

/** Keeps every secret that a run meets, and finds them in texts. */
export class Canaries {
  readonly all: Canary[] = [];
  #made = 0;

  /** Keeps a secret, and hands it back. */
  keep(name: string, secret: string, place: Place = 'nowhere'): string {
    if (secret.length < 12) {
      throw new Error(`Too short to be found for sure: ${name}`);
    }
    this.all.push({name, secret, place});
    return secret;
  }

  /** Makes up a password that keeps the rules, and whose every form looks different. */
  password(name: string): string {
    const number = crypto.getRandomValues(new Uint32Array(3)).join(' ');
    return this.keep(`${name} (${++this.#made})`, `kestrel "&%+ü" ${number}`);
  }

  /** Those that can be read in a text, as they are or in another form. */
  in(text: string): Canary[] {
    return this.all.filter(({secret}) => formsOf(secret).some((form) => text.includes(form)));
  }
}

const cache = new Map<string, readonly string[]>();

/** What a text looks like where it is written in another way. */
export const formsOf = (secret: string): readonly string[] => {
  const known = cache.get(secret);
  if (known) {
    return known;
  }
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    json.replaceAll(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
    encodeURIComponent(secret),
    new URLSearchParams({'': secret}).toString().slice(1),
    secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => inBase64(bytes, offset)),
  ];
  cache.set(secret, [...new Set(forms)]);
  return forms;
};

/** What does not depend on its neighbours where bytes stand in base64, so many behind a multiple of three. */
const inBase64 = (bytes: Buffer, offset: number): string[] => {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
  const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString('base64');
  const stable = whole.slice(offset === 0 ? 0 : 4);
  return [stable, stable.replaceAll('+', '-').replaceAll('/', '_')];
};

/** Everything that a host might log of a value. */
export const textOf = (value: unknown): string => {
  const parts = [inspect(value, {depth: Infinity, showHidden: true, getters: true, maxStringLength: null, maxArrayLength: null})];
  parts.push(value instanceof Error ? `${value.message} ${value.stack}` : '', JSON.stringify(value) ?? '');
  return parts.join('\n');
};
