import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Schema, Schemas} from './schema.ts';

const schemas = new Schemas({
  Name: {type: 'string', minLength: 2, maxLength: 3, pattern: '^[a-z]+$'},
  Names: {type: 'array', items: {$ref: '#/components/schemas/Name'}},
});

const cases: readonly (readonly [schema: Schema, good: readonly unknown[], bad: readonly unknown[]])[] = [
  [{type: 'string'}, [''], [1, null, undefined, [], {}, true]],
  [{type: 'integer', minimum: 1, maximum: 3}, [1, 3], [0, 4, 1.5, '1', Number.NaN]],
  [{type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1}, [0.5], [0, 1, '0.5']],
  [{type: ['string', 'null']}, ['a', null], [1, undefined]],
  [{type: 'boolean'}, [true, false], ['true', 0]],
  [{const: 'a'}, ['a'], ['b', null]],
  [{enum: ['a', 1]}, ['a', 1], ['1', 'b']],
  [{$ref: '#/components/schemas/Name'}, ['ab', 'abc'], ['a', 'abcd', 'AB', 1]],
  [{$ref: '#/components/schemas/Names'}, [[], ['ab']], [['ab', 'a'], 'ab', {}]],
  [{type: 'string', maxLength: 1}, ['😀'], ['😀😀']],
  [{type: 'array', minItems: 1, maxItems: 2}, [[1]], [[], [1, 2, 3]]],
  [{type: 'object', properties: {a: {type: 'string'}}, required: ['a']}, [{a: ''}, {a: '', b: 1}], [{}, {a: 1}, [], null]],
  [{type: 'object', properties: {a: {}}, additionalProperties: false}, [{}, {a: 1}], [{b: 1}, {a: 1, toString: 1}]],
  [{type: 'object', additionalProperties: {type: 'string'}, propertyNames: {maxLength: 1}}, [{a: ''}], [{a: 1}, {ab: ''}]],
  [{type: 'object', maxProperties: 1}, [{}, {a: 1}], [{a: 1, b: 2}]],
  [{anyOf: [{type: 'string'}, {type: 'null'}]}, ['a', null], [1]],
  [{oneOf: [{type: 'string'}, {type: 'string', maxLength: 1}]}, ['ab'], ['a', 1]],
  [{allOf: [{type: 'string'}, {minLength: 1}]}, ['a'], ['', 1]],
];

for (const [schema, good, bad] of cases) {
  test(`a schema tells right from wrong: ${JSON.stringify(schema)}`, () => {
    for (const value of good) {
      assert.deepEqual(schemas.problems(schema, value), [], JSON.stringify(value));
    }
    for (const value of bad) {
      assert.notDeepEqual(schemas.problems(schema, value), [], JSON.stringify(value));
    }
  });
}

test('a keyword or a reference that it does not know is no reason to let something pass', () => {
  assert.throws(() => schemas.problems({multipleOf: 2}, 1), /multipleOf/);
  assert.throws(() => schemas.problems({$ref: '#/components/schemas/Nobody'}, 1), /Nobody/);
});

test('a schema has a whole value for each branch of a union', () => {
  const schema = {
    type: 'object',
    properties: {name: {$ref: '#/components/schemas/Name'}, kind: {anyOf: [{type: 'null'}, {type: 'boolean'}]}},
  };
  assert.deepEqual(
    schemas.shapes(schema, 'body', (name) => (name === 'name' ? 'abc' : undefined)),
    [
      {name: 'abc', kind: null},
      {name: 'abc', kind: true},
    ],
  );
});

test('an object that is open is found, however deep it is', () => {
  const open = {type: 'object', properties: {a: {}}};
  const around = {type: 'object', properties: {in: {anyOf: [{type: 'null'}, {type: 'array', items: open}]}}, additionalProperties: false};
  assert.deepEqual(schemas.open(around), ['#/in']);
  assert.deepEqual(schemas.open({...open, additionalProperties: false}), []);
});
