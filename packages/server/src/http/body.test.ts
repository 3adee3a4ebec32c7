import assert from 'node:assert/strict';
import {test} from 'node:test';
import {UpdateMe} from '@tenantry/sdk/contract';
import {Refusal} from '../refusal.ts';
import {readBody} from './body.ts';
import type {Route} from './route.ts';

const route = (method: 'post' | 'patch'): Route => ({
  method,
  path: '/',
  operationId: 'test',
  summary: '',
  access: 'public',
  body: UpdateMe,
  answer: {status: 200, description: ''},
  refusals: [],
});

const post = (type: string | undefined, body: BodyInit = '{}', headers: HeadersInit = {}): Request => {
  const request = new Request('http://localhost/', {method: 'POST', body, headers, duplex: 'half'} as RequestInit);
  request.headers.delete('content-type');
  if (type !== undefined) {
    request.headers.set('content-type', type);
  }
  return request;
};

const codeOf = async (request: Request, method: 'post' | 'patch' = 'post'): Promise<string> => {
  try {
    await readBody(request, route(method));
    return 'read';
  } catch (error) {
    return error instanceof Refusal ? error.code : 'thrown';
  }
};

test('W2: JSON in UTF-8 is read, PATCH takes a merge patch as well, every other type is 415', async () => {
  for (const type of ['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset="utf-8"']) {
    assert.equal(await codeOf(post(type)), 'read', type);
  }
  assert.equal(await codeOf(post('application/merge-patch+json'), 'patch'), 'read');
  for (const type of [
    undefined,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=latin1',
    'application/merge-patch+json',
  ]) {
    assert.equal(await codeOf(post(type)), 'unsupported-media-type', String(type));
  }
  assert.equal(await codeOf(post('application/json', '{}', {'content-encoding': 'gzip'})), 'unsupported-media-type');
});

test('W2: 64 KiB are read, one byte more is 413', async () => {
  assert.equal((await readBody(post('application/json', 'x'.repeat(65_536)), route('post')))?.byteLength, 65_536);
  assert.equal(await codeOf(post('application/json', 'x'.repeat(65_537))), 'too-large');
  assert.equal(await codeOf(post('application/json', '{}', {'content-length': '65537'})), 'too-large');
});

test('W2: the body is counted while it streams: nobody waits for its end', async () => {
  let sent = 0;
  let cancelled = false;
  const long = new ReadableStream({
    pull: (controller) => {
      if (sent === 64 * 16_384) {
        return controller.close();
      }
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  assert.equal(await codeOf(post('application/json', long)), 'too-large');
  assert.ok(cancelled);
  assert.ok(sent <= 6 * 16_384, `${sent} bytes were taken in`);
});

test('a body that breaks off is malformed, not an error of the server', async () => {
  const broken = new ReadableStream({
    pull: (controller) => controller.error(new TypeError('terminated')),
  });
  assert.equal(await codeOf(post('application/json', broken)), 'malformed-body');
});

test('W2: a route without a body takes none: one that is sent is refused, and counted like any other', async () => {
  const {body: _, ...bare} = route('post');
  const read = async (body: BodyInit): Promise<string> => {
    try {
      await readBody(new Request('http://localhost/', {method: 'DELETE', body}), {...bare, method: 'delete'});
      return 'read';
    } catch (error) {
      return error instanceof Refusal ? error.code : 'thrown';
    }
  };
  assert.equal(await readBody(new Request('http://localhost/', {method: 'DELETE'}), {...bare, method: 'delete'}), undefined);
  assert.equal(await read(''), 'read');
  assert.equal(await read('{}'), 'malformed-body');
  assert.equal(await read('x'.repeat(65_537)), 'too-large');
});
