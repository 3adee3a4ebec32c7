// What the portal's server sends for which path.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {suite, test} from 'node:test';
import {knownPaths} from '../../examples/portal/src/routes.ts';
import {staticFiles} from '../../examples/portal/static-files.ts';

const portal = join(import.meta.dirname, '../../examples/portal');
const files = await staticFiles([join(portal, 'public'), join(portal, 'dist')], knownPaths);
const send = (path: string, init?: RequestInit): Response => files(new Request(`http://127.0.0.1:4310${path}`, init));

suite('what the portal serves', () => {
  test('every page comes under a strict policy that allows nothing inline (T23, T24, T31)', () => {
    for (const path of ['/', '/sign-in', '/dashboard', '/users', '/account', '/nowhere', '/main.js', '/first-paint.js']) {
      const {headers} = send(path);
      const policy = headers.get('content-security-policy') ?? '';
      assert.doesNotMatch(policy, /unsafe|\*|http:|data:/);
      for (const directive of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html 'allow-duplicates'",
      ]) {
        assert.ok(policy.includes(directive), `${path}: ${directive}`);
      }
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
    }
  });

  test('only its own paths are pages; nothing outside its folders can be read', () => {
    const statuses = {
      '/users': 200,
      '/users/': 404,
      '/nowhere': 404,
      '/server.ts': 404,
      '/..%2fserver.ts': 404,
      '/%2e%2e/server.ts': 404,
      '/public/theme.css': 404,
      '/theme.css': 200,
      '/main.js': 200,
    };
    for (const [path, status] of Object.entries(statuses)) {
      assert.equal(send(path).status, status, path);
    }
    assert.equal(send('/users', {method: 'POST'}).status, 405);
  });

  test('files have their types, and are sent once while they stay the same', () => {
    for (const [path, type] of Object.entries({
      '/users': 'text/html; charset=utf-8',
      '/main.js': 'text/javascript; charset=utf-8',
      '/theme.css': 'text/css; charset=utf-8',
      '/favicon.svg': 'image/svg+xml',
    })) {
      const first = send(path);
      assert.equal(first.headers.get('content-type'), type);
      assert.equal(first.headers.get('cache-control'), 'no-cache');
      const again = send(path, {headers: {'if-none-match': first.headers.get('etag') ?? ''}});
      assert.equal(again.status, 304);
    }
  });
});
