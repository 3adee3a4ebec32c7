import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {PasswordPolicy} from '@tenantry/sdk/contract';
import {commonPasswords} from './blocklist.ts';
import type {PasswordHasher} from './hasher.ts';
import {createPasswords, type Passwords} from './passwords.ts';

const POLICY: PasswordPolicy = {
  minLength: 15,
  maxLength: 128,
  maxAgeDays: null,
  temporaryPasswordTtlHours: 24,
  blocklist: true,
  forbidPersonal: true,
  composition: null,
};
const OWNER = {username: 'Jane.Doe', email: 'j.doe@acme.example', firstName: 'Jane', lastName: 'Doerr', tenantName: 'Acme Labs'};
const blocklist = await commonPasswords();

const counting = (): {passwords: Passwords; runs: string[]} => {
  const runs: string[] = [];
  const hasher: PasswordHasher = {
    hash: async (password) => {
      runs.push(`hash ${password}`);
      return `plain:${password}`;
    },
    verify: async (password, hash) => {
      runs.push(`verify ${hash}`);
      return hash === `plain:${password}`;
    },
    isWeak: (hash) => !hash.startsWith('plain:'),
    dummy: 'plain:nobody',
  };
  return {passwords: createPasswords({hasher, blocklist, random: (bytes) => crypto.getRandomValues(bytes)}), runs};
};

test('A5, E16: whether there is a hash or not, the hasher runs exactly once', async () => {
  for (const [password, hash, expected] of [
    ['right', 'plain:right', true],
    ['wrong', 'plain:right', false],
    ['any', undefined, false],
    ['', undefined, false],
  ] as const) {
    const {passwords, runs} = counting();
    assert.equal(await passwords.verify(password, hash), expected);
    assert.deepEqual(runs, [`verify ${hash ?? 'plain:nobody'}`]);
  }
});

test('A5: the password of the dummy hash opens nothing', async () => {
  assert.equal(await counting().passwords.verify('nobody', undefined), false);
});

test('A8, T16: a password is brought to NFC once, for hashing and for comparing', async () => {
  const {passwords, runs} = counting();
  const hash = await passwords.hash('cafe\u0301');
  assert.deepEqual(runs, ['hash caf\u00e9']);
  assert.equal(await passwords.verify('caf\u00e9', hash), true);
  assert.equal(await passwords.verify('cafe\u0301', hash), true);
});

test('A8: every broken rule is named, the blocklist among them', () => {
  const {passwords} = counting();
  assert.deepEqual(passwords.check(POLICY, 'password', OWNER), ['too-short', 'blocklisted']);
  assert.deepEqual(passwords.check(POLICY, 'Jane.Doe', OWNER), ['too-short', 'contains-personal', 'blocklisted']);
  assert.deepEqual(passwords.check(POLICY, '\ud800 and then enough', OWNER), ['ill-formed']);
  assert.deepEqual(passwords.check(POLICY, 'x'.repeat(129), OWNER), ['too-long']);
});

test('A8, T16: common passwords are refused whole and with digits and punctuation around them', () => {
  const {passwords} = counting();
  for (const password of [
    '123456789987654321',
    'passwordpassword',
    'PasswordPassword',
    '1qaz2wsx3edc4rfv',
    'Password12345678!!',
    '!!2024--dragon--2024!!',
    'qwerty...........',
    'sunshine 1234567',
    'Tenantry-2024-2024',
    'doerr 1111111111111',
    'acme 1111111111111',
  ]) {
    assert.ok(passwords.check({...POLICY, forbidPersonal: false}, password, OWNER).includes('blocklisted'), password);
  }
});

test('A8, T16: honest passphrases pass', () => {
  const {passwords} = counting();
  for (const password of [
    'correct horse battery staple',
    'my password is not a secret',
    'violet kettle forgets monday',
    'ein blauer Elefant tanzt',
    '王小明喜欢在星期二喝很多很多的绿茶呢',
    'K7QM2-9TRXW-4HNPD-V3CJS',
    'three dragons ate 42 pies',
    'qwerty keyboards are old',
    '🦊 jumps over 🐶 every day',
    'sunny-weather-in-march-2031',
  ]) {
    assert.deepEqual(passwords.check(POLICY, password, OWNER), [], password);
  }
});

test('A8: a tenant without a blocklist takes what is on it', () => {
  assert.deepEqual(counting().passwords.check({...POLICY, blocklist: false}, '123456789987654321', OWNER), []);
});

test('A10: a temporary password has four groups of five, keeps the policy, and is another one each time', () => {
  const {passwords} = counting();
  const made = new Set(Array.from({length: 200}, () => passwords.generate(POLICY)));
  assert.equal(made.size, 200);
  for (const password of made) {
    assert.match(password, /^[2-9A-HJ-NP-Z]{5}(-[2-9A-HJ-NP-Z]{5}){3}$/);
    assert.deepEqual(passwords.check(POLICY, password, OWNER), []);
  }
});
