import {expect} from '@open-wc/testing';
import {safeUrl} from './safe-url.ts';

describe('where a quick link may lead (T27)', () => {
  for (const [address, leads] of [
    ['https://notebooks.halyard.example/', 'https://notebooks.halyard.example/'],
    ['HTTPS://Halyard.example', 'https://halyard.example/'],
    ['/workspace?a=b#c', '/workspace?a=b#c'],
    ['/', '/'],
  ] as const) {
    it(`${address} is drawn`, () => {
      expect(safeUrl(address)).to.equal(leads);
    });
  }

  for (const address of [
    'javascript:globalThis.pwned=1',
    'JaVaScRiPt:globalThis.pwned=1',
    'java\tscript:globalThis.pwned=1',
    ' javascript:globalThis.pwned=1',
    '\u0000javascript:globalThis.pwned=1',
    'data:text/html,<script>1</script>',
    'vbscript:pwned',
    'blob:https://halyard.example/1',
    'file:///etc/passwd',
    'http://halyard.example/',
    '//pwned.example/',
    '/\\pwned.example/',
    '\\\\pwned.example',
    '/\t/pwned.example',
    'https://user:secret@pwned.example/',
    'https://',
    'workspace',
    '../workspace',
    '?workspace',
    '',
    ' ',
    null,
    undefined,
    7,
    {},
  ]) {
    it(`${JSON.stringify(address)} is not`, () => {
      expect(safeUrl(address)).to.equal(undefined);
    });
  }
});
