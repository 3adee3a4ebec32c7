import assert from 'node:assert/strict';
import type {IncomingMessage} from 'node:http';
import {test} from 'node:test';
import {faultOf} from './request-head.ts';

/** What of a request its head is judged by, as Node's parser hands it over. */
const head = (rawHeaders: readonly string[], {httpVersion = '1.1', method = 'POST', url = '/'} = {}): IncomingMessage =>
  ({httpVersion, method, url, rawHeaders}) as IncomingMessage;

const HOST = ['Host', 'portal.example'];

test('T10: the head of exactly one request passes', () => {
  for (const good of [
    head(HOST),
    head([...HOST, 'Content-Length', '5']),
    head([...HOST, 'TRANSFER-ENCODING', 'Chunked']),
    head([...HOST, 'Content-Length', '0'], {method: 'GET'}),
    head([], {httpVersion: '1.0'}),
    head(HOST, {method: 'GET', url: 'http://portal.example/a?b=c@d'}),
    head(HOST, {method: 'GET', url: '/a@b'}),
    head(HOST, {method: 'OPTIONS', url: '*'}),
    head([...HOST, ...Array.from({length: 398}, () => 'x')]),
  ]) {
    assert.equal(faultOf(good), undefined, JSON.stringify(good));
  }
});

test('T10: a head that can be read in two ways does not, whatever the parser of this Node thinks of it', () => {
  for (const bad of [
    head([]),
    head([...HOST, ...HOST]),
    head([...HOST, 'hOST', 'evil.example']),
    head([], {url: 'http://portal.example/'}),
    head([...HOST, 'Transfer-Encoding', 'xchunked']),
    head([...HOST, 'Transfer-Encoding', 'gzip, chunked']),
    head([...HOST, 'Transfer-Encoding', '']),
    head([...HOST, 'Transfer-Encoding', 'chunked', 'transfer-encoding', 'chunked']),
    head([...HOST, 'Transfer-Encoding', 'chunked'], {httpVersion: '1.0'}),
    head([...HOST, 'Transfer-Encoding', 'chunked'], {method: 'GET'}),
    head([...HOST, 'Content-Length', '5'], {method: 'GET'}),
    head([...HOST, 'Content-Length', '5'], {method: 'HEAD'}),
    head(HOST, {httpVersion: '2.0'}),
    head(HOST, {httpVersion: '0.9'}),
    head(HOST, {url: '/a#b'}),
    head(HOST, {url: 'http://a:b@portal.example/'}),
    head(HOST, {url: 'HTTPS://a@portal.example/'}),
  ]) {
    assert.equal(faultOf(bad)?.code, 'malformed-request', JSON.stringify(bad));
  }
  assert.equal(faultOf(head([...HOST, ...Array.from({length: 400}, () => 'x')]))?.code, 'headers-too-large');
});
