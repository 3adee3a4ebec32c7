import {rankTest} from './rank-test.ts';
import type {Doors, Typed} from './doors.ts';

/** Milliseconds of sign-ins, by who it was. */
export type Times = Readonly<Record<string, readonly number[]>>;

/**
 * Times sign-ins, each kind `tries` times, in random order: whatever else goes on in the machine meets all kinds alike.
 *
 * @param random Gives numbers from 0 up to 1.
 * @param status What each is answered.
 */
export const timesOf = async (
  doors: Doors,
  kinds: Readonly<Record<string, Typed>>,
  tries: number,
  random: () => number,
  status = 401,
): Promise<Times> => {
  const names = Object.keys(kinds);
  const times = Object.fromEntries(names.map((name): [string, number[]] => [name, []]));
  const order = Array.from({length: tries}, () => names)
    .flat()
    .map((name) => ({name, at: random()}));
  // The first ones find nothing warm.
  const warmUp = names.flatMap((name) => [name, name, name]);
  for (const [index, name] of [...warmUp, ...order.toSorted((one, other) => one.at - other.at).map(({name}) => name)].entries()) {
    const typed = kinds[name] as Typed;
    const start = performance.now();
    const answer = await doors.signIn(typed);
    await answer.text();
    const took = performance.now() - start;
    if (answer.status !== status) {
      throw new Error(`${name} was answered ${answer.status}`);
    }
    if (index >= warmUp.length) {
      times[name]?.push(took);
    }
  }
  return times;
};

/** How far each two kinds lie apart, in standard deviations of the rank test. */
export const distances = (times: Times): readonly {readonly pair: string; readonly z: number}[] => {
  const all = Object.entries(times);
  return all.flatMap(([one, first], index) =>
    all.slice(index + 1).map(([other, second]) => ({pair: `${one} and ${other}`, z: rankTest(first, second)})),
  );
};

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
