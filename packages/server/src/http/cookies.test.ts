import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cookiesOf} from './cookies.ts';

const read = (publicUrl: string, cookie: string): string | undefined =>
  cookiesOf(new URL(publicUrl), false).session.read(new Headers({cookie}));

test('A2, T18: on https the cookie is __Host- and Secure', () => {
  const {session: cookie, known} = cookiesOf(new URL('https://portal.example/api'), false);
  assert.equal(cookie.write('ten_1.secret'), '__Host-tenantry=ten_1.secret; Path=/; HttpOnly; SameSite=Lax; Secure');
  assert.equal(cookie.write(null), '__Host-tenantry=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0');
  assert.equal(known.write('x'), '__Host-tenantry-known=x; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=34560000');
});

test('A2, T18: on loopback it has neither', () => {
  for (const url of ['http://127.0.0.1:4310', 'http://127.1.2.3', 'http://localhost:1', 'http://portal.localhost', 'http://[::1]:4310']) {
    assert.equal(cookiesOf(new URL(url), false).session.write('x'), 'tenantry=x; Path=/; HttpOnly; SameSite=Lax', url);
    assert.match(cookiesOf(new URL(url), false).known.write('x'), /^tenantry-known=x; Path=\/; HttpOnly; SameSite=Lax; Max-Age=/, url);
  }
});

test('A2, T18: any other http origin is refused at start, unless that is wanted', () => {
  for (const url of ['http://portal.example', 'http://10.0.0.1', 'http://127.0.0.1.example', 'http://localhost.example', 'http://[::2]']) {
    assert.throws(() => cookiesOf(new URL(url), false), /insecureCookies/, url);
    assert.equal(cookiesOf(new URL(url), true).session.name, 'tenantry');
  }
});

test('A2, T18: only the name of its own scheme is read', () => {
  assert.equal(read('https://portal.example', 'a=1; __Host-tenantry=right; tenantry=wrong'), 'right');
  assert.equal(read('https://portal.example', 'tenantry=wrong'), undefined);
  assert.equal(read('http://127.0.0.1', '__Host-tenantry=wrong; tenantry=right'), 'right');
  assert.equal(read('http://127.0.0.1', '__Host-tenantry=wrong; xtenantry=wrong; tenantry='), undefined);
});
