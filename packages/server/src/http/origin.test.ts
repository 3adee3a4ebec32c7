import assert from 'node:assert/strict';
import {test} from 'node:test';
import {auditOrigin, userAgent} from './origin.ts';

const saying = (agent: string): Request => new Request('https://portal.example/api', {headers: {'User-Agent': agent}});

test('W6: of a user agent nothing is kept that nobody can show: controls, those of Latin-1 included', () => {
  assert.equal(userAgent(saying('Fire\u001b[31mfox\u009b31m\u0085/1\t(X11)\u007f')), 'Fire[31mfox31m/1(X11)');
  assert.equal(userAgent(saying('Gecko/20100101 \u00e9')), 'Gecko/20100101 \u00e9');
  assert.equal(userAgent(saying(`\u0080${'a'.repeat(600)}`)).length, 512);
});

test('a request without an agent, or with one of controls alone, has none', () => {
  const none = {clientAddress: () => ''};
  assert.equal(auditOrigin({request: new Request('https://portal.example/api'), requestId: 'r'}, none).userAgent, null);
  assert.equal(auditOrigin({request: saying('\u0080\u0081'), requestId: 'r'}, none).userAgent, null);
});
