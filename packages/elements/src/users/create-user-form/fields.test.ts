import {expect} from '@open-wc/testing';
import {isApiError} from '@tenantry/sdk';
import {fakeClient, refusal} from '../../testing/fake-client.ts';
import {mistakeInText, refusalsOf, type TextField} from './fields.ts';

const refusalOf = async (answer: Response): Promise<ReturnType<typeof refusalsOf>> => {
  const client = fakeClient({'POST /v1/tenants/self/users': answer});
  try {
    await client.users.create({
      username: 'a',
      email: 'a@b.example',
      firstName: 'A',
      lastName: 'B',
      credential: {type: 'password', password: ''},
    });
  } catch (error) {
    if (isApiError(error)) {
      return refusalsOf(error);
    }
  }
  throw new Error('It was not refused');
};

const field = (pointer: string, code: string): object => ({pointer, code, detail: 'Refused'});

describe('what the form sees in a field before it is sent', () => {
  for (const [name, value, problem] of [
    ['username', '', 'usernameRequired'],
    ['username', '  ', 'usernameRequired'],
    ['username', ' John.Doe ', undefined],
    ['username', 'john doe', 'usernameNotAllowed'],
    ['username', 'jоhn', 'usernameNotAllowed'],
    ['email', '', 'emailRequired'],
    ['email', 'jonas@', 'emailFormat'],
    ['email', 'jonas.weber', 'emailFormat'],
    ['email', 'jonas@bücher.example', undefined],
    ['firstName', '\u202Ejonas', 'unstorable'],
    ['firstName', '李', undefined],
    ['lastName', '😀'.repeat(100), undefined],
    ['lastName', '😀'.repeat(101), 'tooLong'],
  ] as const satisfies [TextField, string, string | undefined][]) {
    it(`${name} "${value.slice(0, 20)}": ${problem ?? 'nothing'} (S0-03, S0-09)`, () => {
      expect(mistakeInText(name, value)).to.equal(problem);
    });
  }
});

describe('where the refusals of the server belong (X4)', () => {
  for (const [title, answer, fields] of [
    ['a taken username', refusal('username-taken', {errors: [field('#/username', 'not-allowed')]}), {username: 'taken'}],
    ['a taken username without field errors', refusal('username-taken'), {username: 'taken'}],
    [
      'a taken username and email',
      refusal('username-taken', {errors: [field('#/username', 'not-allowed'), field('#/email', 'not-allowed')]}),
      {username: 'taken', email: 'taken'},
    ],
    ['a taken email', refusal('email-taken', {errors: [field('#/email', 'not-allowed')]}), {email: 'taken'}],
    ['a reserved username', refusal('username-reserved', {errors: [field('#/username', 'not-allowed')]}), {username: 'reserved'}],
    ['rules of the password', refusal('password-policy', {rules: ['blocklisted']}), {password: 'rules'}],
    ['a disabled role', refusal('role-not-assignable', {errors: [field('#/roleId', 'not-allowed')]}), {role: 'roleNotAssignable'}],
    ['a role above one', refusal('privilege-escalation', {missing: ['users.export']}), {role: 'roleEscalation'}],
    ['a role that one may not give', refusal('permission-denied', {required: 'users.assignRole'}), {role: 'roleEscalation'}],
    ['a role that is not there', refusal('validation-failed', {errors: [field('#/roleId', 'unknown-reference')]}), {role: 'roleUnknown'}],
    [
      'several fields',
      refusal('validation-failed', {errors: [field('#/firstName', 'too-long'), field('#/email', 'format')]}),
      {firstName: 'tooLong', email: 'emailFormat'},
    ],
    [
      'a field code that the form does not know',
      refusal('validation-failed', {errors: [field('#/email', 'too-small')]}),
      {email: 'refusedField'},
    ],
    ['a member that the form has not', refusal('validation-failed', {errors: [field('#/note', 'too-long')]}), {}],
    ['a permission that is lacking', refusal('permission-denied', {required: 'users.create'}), {}],
    ['a busy server', refusal('temporarily-unavailable'), {}],
  ] as const) {
    it(title, async () => {
      expect(await refusalOf(answer)).to.deep.equal(fields);
    });
  }
});
