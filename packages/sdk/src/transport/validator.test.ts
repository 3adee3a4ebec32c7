import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import * as z from 'zod/mini';
import * as contract from '../contract/index.ts';
import * as requests from '../contract/requests.ts';
import {validatorOf as plain} from './validator.ts';
import {validatorOf as compiled} from './validator.node.ts';

const schemas = Object.entries(contract).flatMap(([name, value]) =>
  typeof value === 'object' && '_zod' in value && !(name in requests) ? [[name, value as z.ZodMiniType] as const] : [],
);

/** Something that an answer's schema accepts, with members that it does not know. */
const sample = (schema: z.core.$ZodType): unknown => {
  const {def} = schema._zod as unknown as {def: z.core.$ZodTypes['_zod']['def']};
  switch (def.type) {
    case 'object':
      return {
        ...Object.fromEntries(Object.entries(def.shape).map(([key, member]) => [key, sample(member)])),
        ...(def.catchall?._zod.def.type !== 'never' && {later: {deep: 1}}),
      };
    case 'array':
      return [sample(def.element), sample(def.element)];
    case 'record':
      return {key: sample(def.valueType)};
    case 'optional':
    case 'nullable':
      return sample(def.innerType);
    case 'union':
      return sample(def.options[0] as z.core.$ZodType);
    case 'literal':
      return def.values[0];
    case 'string':
      return ['a-word-of-tomorrow', `usr_${'0'.repeat(26)}`, '2026-03-02T09:00:00.000Z', '7'].find(
        (text) => z.safeParse(schema, text).success,
      );
    case 'number':
      return 7;
    case 'boolean':
      return true;
    default:
      return {any: ['thing']};
  }
};

const strange: readonly unknown[] = [undefined, null, '', 'x', -1, 1.5, true, [], {}, [null]];

/** A value with one place of it replaced or taken away, for every place. */
function* spoilt(value: unknown): Generator<unknown> {
  yield* strange;
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const copy = (): Record<string, unknown> => (Array.isArray(value) ? [...value] : {...value}) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) {
    const without = copy();
    delete without[key];
    yield without;
    for (const other of spoilt(member)) {
      yield Object.assign(copy(), {[key]: other});
    }
  }
}

test('S1 the compiled form of every answer’s schema says what the plain one says, and at the same place', (t) => {
  assert.ok(schemas.length > 12);
  const found = {good: 0, bad: 0};
  for (const [name, schema] of schemas) {
    const good = sample(schema);
    assert.ok(schema.safeParse(good).success, `the sample of ${name} is right`);
    for (const value of [good, ...spoilt(good)]) {
      const [one, other] = [plain(schema).safeParse(value), compiled(schema).safeParse(value)];
      assert.deepEqual(other.success ? other.data : other.error.issues, one.success ? one.data : one.error.issues, name);
      found[one.success ? 'good' : 'bad']++;
    }
  }
  t.diagnostic(`${schemas.length} schemas, ${found.good} good values, ${found.bad} bad ones`);
  assert.ok(found.good > 100 && found.bad > 100);
});

test('a schema is compiled once', () => {
  assert.notEqual(compiled(contract.UserPage), contract.UserPage);
  assert.equal(compiled(contract.UserPage), compiled(contract.UserPage));
});

const answerOf = (...flags: readonly string[]): string => {
  const script = `
    import {validatorOf} from '#validator';
    import {UserPage} from '@tenantry/sdk/contract';
    console.log(validatorOf(UserPage) === UserPage, validatorOf(UserPage).safeParse({}).error.issues[0].path.join());`;
  const given = ['--conditions=@tenantry/source', ...flags, '--input-type=module', '--eval', script];
  return execFileSync(process.execPath, given, {cwd: `${import.meta.dirname}/../..`, encoding: 'utf8'}).trim();
};

test('Node compiles, and takes the schema itself where it is told to make no code from strings', () => {
  assert.equal(answerOf(), 'false items');
  assert.equal(answerOf('--disallow-code-generation-from-strings'), 'true items');
});

for (const condition of ['browser', 'worker', 'deno']) {
  test(`under the condition ${condition} nothing is compiled, even where Node’s holds too`, () => {
    assert.equal(answerOf(`--conditions=${condition}`), 'true items');
  });
}
