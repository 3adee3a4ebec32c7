import {expect} from '@open-wc/testing';
import {samplePolicy} from '../../testing/samples.ts';
import {brokenRules, ruleStates} from './password-rules.ts';

const judged = {policy: samplePolicy(), owner: {username: 'jonas.weber'}, refused: []};
const shown = (password: string, refused: readonly string[] = []): string[] =>
  ruleStates({...judged, password, refused}).map(({rule, state}) => `${rule} ${state}`);

describe('the rules of a password (A8)', () => {
  for (const [password, expected] of [
    ['', ['too-short unknown', 'contains-personal unknown', 'blocklisted unknown']],
    ['weathervane', ['too-short unmet', 'contains-personal met', 'blocklisted unknown']],
    ['weathervane over the barn', ['too-short met', 'contains-personal met', 'blocklisted unknown']],
    ['I am Jonas.Weber, hello', ['too-short met', 'contains-personal unmet', 'blocklisted unknown']],
    ['x'.repeat(129), ['too-short met', 'contains-personal met', 'blocklisted unknown', 'too-long unmet']],
    ['\ud800', ['too-short met', 'contains-personal met', 'blocklisted unknown', 'ill-formed unmet']],
  ] as const) {
    it(`${JSON.stringify(password.slice(0, 30))}: ${expected.join(', ')}`, () => {
      expect(shown(password)).to.deep.equal(expected);
    });
  }

  it('what only the server knows is unmet once it has said so', () => {
    expect(shown('weathervane over the barn', ['blocklisted', 'same-as-temporary'])).to.deep.equal([
      'too-short met',
      'contains-personal met',
      'blocklisted unmet',
      'same-as-temporary unmet',
    ]);
  });

  it('without a policy only what the server named is shown', () => {
    expect(brokenRules({...judged, policy: undefined, password: 'x', refused: ['too-short']})).to.deep.equal(['too-short']);
    expect(ruleStates({...judged, policy: undefined, password: 'x'})).to.deep.equal([]);
  });

  it('counts code points after NFC', () => {
    const [rule] = ruleStates({...judged, password: 'e\u0301🔑'});
    expect(rule?.length).to.equal(2);
  });
});
