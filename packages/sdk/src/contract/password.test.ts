import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkPassword, generatePassword} from './password.ts';
import type {PasswordPolicy} from './password-policy.ts';

const policy: PasswordPolicy = {
  minLength: 15,
  maxLength: 128,
  maxAgeDays: null,
  temporaryPasswordTtlHours: 24,
  blocklist: true,
  forbidPersonal: true,
  composition: null,
};
const owner = {username: 'john.doe', email: 'jdoe@example.com', firstName: 'Johnny', lastName: 'Dœ', tenantName: 'Northlight'};

test('A8 length is counted in code points after NFC', () => {
  assert.deepEqual(checkPassword(policy, '😀'.repeat(15)), []);
  assert.deepEqual(checkPassword(policy, '😀'.repeat(14)), ['too-short']);
  assert.deepEqual(checkPassword(policy, 'e\u0301'.repeat(14)), ['too-short']);
  assert.deepEqual(checkPassword(policy, 'x'.repeat(129)), ['too-long']);
});

test('A8 a lone surrogate is ill formed', () => {
  assert.deepEqual(checkPassword(policy, `${'long enough to be'}\uD800`), ['ill-formed']);
});

for (const password of ['my John.Doe secret', 'xxJDOExxxxxxxxxxxx', 'aaaa johnny aaaaaa', 'we are northlight!!']) {
  test(`A8 "${password}" contains something personal`, () => {
    assert.deepEqual(checkPassword(policy, password, owner), ['contains-personal']);
  });
}

test('A8 personal words of fewer than four characters do not count', () => {
  assert.deepEqual(checkPassword(policy, 'dœ a deer a female deer', owner), []);
});

test('A8 composition is off unless the policy has it, and then names its rule', () => {
  const composed = {...policy, composition: {lower: 1, upper: 1, digit: 1, symbol: 1}};
  assert.deepEqual(checkPassword(policy, 'correct horse battery'), []);
  assert.deepEqual(checkPassword(composed, 'correct horse battery'), ['composition']);
  assert.deepEqual(checkPassword(composed, 'Correct-horse battery 9'), []);
});

test('S0-04 a weak password has every unmet rule named', () => {
  const composed = {...policy, composition: {lower: 1, upper: 1, digit: 1, symbol: 1}};
  assert.deepEqual(checkPassword(composed, 'john.doe', owner), ['too-short', 'contains-personal', 'composition']);
});

test('A10 a generated password has four groups of five without look-alikes', () => {
  const password = generatePassword(policy);
  assert.match(password, /^[2-9A-HJ-NP-Z]{5}(-[2-9A-HJ-NP-Z]{5}){3}$/);
  assert.notEqual(generatePassword(policy), password);
});

for (const [minLength, composition] of [
  [8, null],
  [15, {lower: 2, upper: 2, digit: 3, symbol: 2}],
  [64, null],
  [128, null],
] as const) {
  test(`A8 a generated password keeps a policy of ${minLength} characters${composition ? ' with composition' : ''}`, () => {
    const strict = {...policy, minLength, composition};
    assert.deepEqual(checkPassword(strict, generatePassword(strict), owner), []);
  });
}
