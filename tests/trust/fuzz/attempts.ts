import {type Attempt, attemptOf, type Caller, type Draft} from './attempt.ts';
import type {Hostile} from './corpus.ts';
import type {Operation} from './document.ts';
import {isOfBrowsers, type Place, placesOf, RIDERS} from './places.ts';
import type {Random} from './random.ts';
import type {Json} from './schema.ts';
import {breaksOf} from './structure.ts';
import type {World} from './world.ts';

/** Which of all attempts: every `stride`-th, beginning with the one at `offset`. */
export interface Share {
  readonly stride: number;
  readonly offset: number;
}

/** One of `parts` shares of about `wished` attempts together, where there are `all`. No two parts that start alike share an attempt. */
export const shareOf = (all: number, wished: number, parts: number, part: number, start: Random): Share => {
  // A prime, so that it falls into step with nothing.
  const stride = primeFrom(Math.max(parts, Math.floor((all * parts) / wished)));
  return {stride, offset: (start.below(stride) + part) % stride};
};

const primeFrom = (number: number): number => {
  const isPrime =
    number < 4 || Array.from({length: Math.floor(Math.sqrt(number))}, (_, index) => index + 2).every((divisor) => number % divisor > 0);
  return isPrime ? number : primeFrom(number + 1);
};

/** A prime: texts and places fall out of step, so that a share of all attempts touches all of both. */
const STEP = 7919;

/** How many texts each place of an operation meets at least. */
const TEXTS_PER_PLACE = 2000;

/**
 * One hostile text in one place of a request that is good but for it: each operation meets every text, each of its places thousands of
 * them. Every header that nothing reads carries another one, so these meet them all.
 */
export function* hostileAttempts(world: World, corpus: readonly Hostile[], random: Random, {stride, offset}: Share): Generator<Attempt> {
  let at = 0;
  for (const operation of world.document.operations) {
    const bodies = world.bodies(operation);
    const places = placesOf(world.document, operation, bodies);
    for (let time = 0; time < timesOf(places, corpus); time++) {
      if (at++ % stride === offset) {
        const place = placeAt(places, time);
        const {family, text} = textAt(corpus, time);
        const [byToken, byCookie] = world.administrators;
        const caller = isOfBrowsers(place) || random.below(4) === 0 ? byCookie : byToken;
        const draft = world.draft(operation, world.callerOf(operation, caller), bodyFor(place, bodies, random));
        place.put(draft, text, random);
        ride(draft, corpus, time);
        yield attemptOf(world.document, draft, `${operation.id}: ${place.name}: ${family}`, random);
      }
    }
  }
}

/** A hostile text in every value of a body at once: each member of each body meets every text. */
export function* denseAttempts(world: World, corpus: readonly Hostile[], random: Random, {stride, offset}: Share): Generator<Attempt> {
  let at = 0;
  for (const operation of world.document.operations) {
    for (const body of world.bodies(operation).slice(0, 1)) {
      const places = placesOf(world.document, operation, [body]).filter(
        (place) => place.body !== undefined && !place.name.endsWith('a name'),
      );
      for (const time of corpus.keys()) {
        if (at++ % stride === offset) {
          const draft = world.draft(operation, world.callerOf(operation, world.administrators[0]), body);
          for (const [index, place] of places.entries()) {
            place.put(draft, textAt(corpus, time + index * STEP).text, random);
          }
          yield attemptOf(world.document, draft, `${operation.id}: the whole body`, random);
        }
      }
    }
  }
}

const timesOf = (places: readonly Place[], corpus: readonly Hostile[]): number => Math.max(corpus.length, places.length * TEXTS_PER_PLACE);

/** The place of a time: all places, then all of them again, the other way round against the texts. */
const placeAt = (places: readonly Place[], time: number): Place => {
  const place = places[(time + Math.floor(time / places.length)) % places.length];
  if (!place) {
    throw new Error('An operation has a place at least: its headers');
  }
  return place;
};

const textAt = (corpus: readonly Hostile[], time: number): Hostile => corpus[(time * STEP) % corpus.length] ?? {family: 'empty', text: ''};

/** Claims that are names, and claims that are times. */
const CLAIMS = ['sub', 'tenant'] as const;
const TIMES = ['iat', 'exp', 'nbf'] as const;
const NUMBERS = [0, -1, 0.5, 1e15, 1e308, -1e308, Number.MAX_SAFE_INTEGER, null, true, [], {}, 'now', [1], {a: 1}] as const;

/** Tokens that are signed as they should be, and say what nobody is or no time was. `times` of them for each operation. */
export async function* claimingAttempts(world: World, corpus: readonly Hostile[], random: Random, times: number): AsyncGenerator<Attempt> {
  for (const operation of world.document.operations) {
    for (let time = 0; time < times; time++) {
      const claims =
        random.below(4) > 0 ? {[random.of(CLAIMS)]: random.of(corpus).text.slice(0, 2000)} : {[random.of(TIMES)]: random.of(NUMBERS)};
      const draft = world.draft(operation, world.callerOf(operation, await world.claimant(claims)));
      yield attemptOf(world.document, draft, `${operation.id}: a claim`, random);
    }
  }
}

/** Everything that is broken about a request whatever stands in it. */
export function* brokenAttempts(world: World, random: Random, {stride, offset}: Share): Generator<Attempt> {
  let at = 0;
  for (const operation of world.document.operations) {
    const bodies = world.bodies(operation);
    for (const {name, apply} of breaksOf(world.document, operation, bodies)) {
      if (at++ % stride === offset) {
        const draft = world.draft(operation, world.callerOf(operation, random.of(world.administrators)));
        apply(draft);
        yield attemptOf(world.document, draft, `${operation.id}: ${name}`, random);
      }
    }
  }
}

/** Several places at once, by anybody: `times` of them for each operation. */
export function* wildAttempts(world: World, corpus: readonly Hostile[], random: Random, times: number): Generator<Attempt> {
  const callers: readonly Caller[] = [...world.administrators, ...world.others, ...world.others];
  for (const operation of world.document.operations) {
    const bodies = world.bodies(operation);
    const places = placesOf(world.document, operation, bodies);
    const breaks = breaksOf(world.document, operation, bodies);
    for (let time = 0; time < times; time++) {
      const draft = world.draft(operation, random.of(callers), bodies.length > 0 ? random.of(bodies) : undefined);
      const chosen = Array.from({length: random.below(4)}, () => random.of(places));
      for (const place of chosen) {
        place.put(draft, random.of(corpus).text, random);
      }
      if (random.below(3) === 0) {
        random.of(breaks).apply(draft);
      }
      ride(draft, corpus, random.below(corpus.length));
      yield attemptOf(world.document, draft, `${operation.id}: ${chosen.map(({name}) => name).join(' and ')}`, random);
    }
  }
}

/** How many attempts of each kind there are at full numbers. */
export const countOf = (world: World, corpus: readonly Hostile[]): Readonly<Record<'hostile' | 'dense' | 'broken', number>> => {
  const count = {hostile: 0, dense: 0, broken: 0};
  for (const operation of world.document.operations) {
    const bodies = world.bodies(operation);
    count.hostile += timesOf(placesOf(world.document, operation, bodies), corpus);
    count.dense += bodies.length > 0 ? corpus.length : 0;
    count.broken += breaksOf(world.document, operation, bodies).length;
  }
  return count;
};

/** The requests that every operation answers with success: without them nothing deep would be reached. */
export function* goodAttempts(world: World, random: Random): Generator<{readonly operation: Operation; readonly attempt: Attempt}> {
  for (const operation of world.document.operations) {
    for (const body of operation.body ? world.bodies(operation) : [undefined]) {
      for (const caller of world.administrators) {
        const draft = world.draft(operation, world.callerOf(operation, caller), body);
        yield {operation, attempt: attemptOf(world.document, draft, `${operation.id}: as it should be`, random)};
      }
    }
  }
}

/** A place in a body needs that body; elsewhere any of those that are good will do. */
const bodyFor = (place: Place, bodies: readonly Json[], random: Random): Json | undefined =>
  place.body ?? (bodies.length === 0 ? undefined : random.of(bodies));

const ride = ({headers}: Draft, corpus: readonly Hostile[], sent: number): void => {
  for (const [index, name] of RIDERS.entries()) {
    headers.set(name, textAt(corpus, sent + (index + 1) * STEP).text);
  }
};
