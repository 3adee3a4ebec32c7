import {Refusal} from '../refusal.ts';
import type {Route} from './route.ts';

const MAX_BYTES = 65_536;

/**
 * Takes in the body of a route that has one, up to 64 KiB, counted while it streams (W2). It is not parsed here: who may not call
 * has nothing parsed. A route that has none takes none: nothing that was sent is ignored.
 */
export const readBody = async (request: Request, route: Route): Promise<Uint8Array | undefined> => {
  if (!route.body) {
    if ((await collect(request.body)).byteLength > 0) {
      throw new Refusal('malformed-body', 'This address takes no body');
    }
    return undefined;
  }
  checkType(request.headers, route.method);
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) {
    throw tooLarge();
  }
  return collect(request.body);
};

const checkType = (headers: Headers, method: Route['method']): void => {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').split(';').map((part) => part.trim().toLowerCase());
  const isJson = type === 'application/json' || (method === 'patch' && type === 'application/merge-patch+json');
  const isUtf8 = parameters.every((parameter) => !parameter.startsWith('charset=') || /^charset="?utf-8"?$/.test(parameter));
  const isPlain = ['', 'identity'].includes((headers.get('content-encoding') ?? '').trim().toLowerCase());
  if (!isJson || !isUtf8 || !isPlain) {
    throw new Refusal('unsupported-media-type', 'The body must be uncompressed JSON in UTF-8');
  }
};

const collect = async (body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> => {
  if (!body) {
    return new Uint8Array();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const {done, value} = await reader.read().catch((cause: unknown) => {
      throw new Refusal('malformed-body', 'The body ended before its end', {cause});
    });
    if (done) {
      break;
    }
    size += value.byteLength;
    if (size > MAX_BYTES) {
      // Nobody waits for the sender to agree.
      reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
};

const tooLarge = (): Refusal => new Refusal('too-large', 'The body is larger than 64 KiB');
