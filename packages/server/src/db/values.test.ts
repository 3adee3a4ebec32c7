import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {sql} from 'kysely';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {atScale} from '../testing/scale.ts';

/** Numbers that look like chance and are the same at each run. */
const chance =
  (seed: number) =>
  (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };

const PIECES = [
  '{',
  '}',
  '"',
  '\\',
  ',',
  ' ',
  '\n',
  '\t',
  "'",
  '(',
  ')',
  '[1:1]=',
  '$1',
  ';',
  '--',
  'NULL',
  'null',
  '',
  'a',
  'é',
  'e\u0301',
  '王',
  '𝒳',
  '\u{10FFFF}',
  '\u0001',
  '\u200B',
];

for (const engine of engines) {
  describe(`values on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    test('whatever a parameter is, it is what comes back', async () => {
      const below = chance(4711);
      const many = <Value>(most: number, make: () => Value): Value[] => Array.from({length: below(most + 1)}, make);
      const text = (): string => many(6, () => PIECES[below(PIECES.length)] ?? '').join('');
      const orNull = <Value>(make: () => Value): Value | null => (below(5) === 0 ? null : make());
      const json = (depth: number): unknown =>
        [text, () => below(1e9) / 64, () => below(2) === 0, () => null, () => many(3, () => json(depth - 1)), () => object(depth - 1)][
          below(depth > 0 ? 6 : 4)
        ]?.();
      const object = (depth: number): object => Object.fromEntries(many(3, () => [text(), json(depth)] as const));
      const time = (): Date => new Date(Date.UTC(0, 0) + below(2 ** 31) * 116_000 + below(1000));
      for (let round = 0; round < atScale({small: 100, full: 3000}); round++) {
        const width = 1 + below(3);
        const sent = {
          text: orNull(text),
          list: orNull(() => many(4, () => orNull(text))),
          nested: Array.from({length: 1 + below(3)}, () => Array.from({length: width}, () => orNull(text))),
          numbers: many(4, () => orNull(() => below(2 ** 31))),
          times: many(3, () => orNull(time)),
          objects: many(3, () => object(2)),
          json: object(3),
          array: many(3, () => json(2)),
          time: orNull(time),
          real: [Number.NaN, Number.POSITIVE_INFINITY, -0.1, Number.MIN_VALUE, Number.MAX_VALUE, below(1e9) / 7][below(6)],
          big: String(BigInt(below(2 ** 31)) * 4_294_967_296n),
          yes: orNull(() => below(2) === 0),
        };
        const {rows} = await parts.database.inTenant('', (transaction) =>
          sql`
            select ${sent.text}::text as text, ${sent.list}::text[] as list, ${sent.nested}::text[] as nested, ${sent.numbers}::int[] as numbers,
              ${sent.times}::timestamptz[] as times, ${sent.objects}::jsonb[] as objects, ${sent.json}::json as json,
              ${JSON.stringify(sent.array)}::json as array, ${sent.time}::timestamptz as time, ${sent.real}::float8 as real,
              ${BigInt(sent.big)}::int8 as big, ${sent.yes}::boolean as yes`.execute(transaction),
        );
        assert.deepEqual(rows, [sent]);
      }
    });
  });
}
