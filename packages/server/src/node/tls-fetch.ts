import {request as send} from 'node:https';
import {Readable} from 'node:stream';

/** Whom one trusts beyond, and by what one says who one is. All in PEM. */
export interface TlsIdentity {
  readonly ca?: string | undefined;
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
}

const WITHOUT_BODY = [204, 205, 304];

/**
 * As much of `fetch` as providers use, for a system with an authority of its own, or one that asks for a client's certificate: the runtime's
 * own `fetch` can be told of neither. It follows no redirect.
 */
export const tlsFetch =
  ({ca, certificate, key}: TlsIdentity): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const body = new Uint8Array(await request.arrayBuffer());
    const {promise, resolve, reject} = Promise.withResolvers<Response>();
    const {method, url, headers, signal} = request;
    const options = {method, signal, ca, cert: certificate, key, agent: false as const};
    const sent = send(url, {...options, headers: {...Object.fromEntries(headers), 'content-length': body.byteLength}}, (answer) => {
      const {statusCode: status = 502, headersDistinct} = answer;
      const received = new Headers();
      for (const [name, values = []] of Object.entries(headersDistinct)) {
        values.forEach((value) => received.append(name, value));
      }
      if (WITHOUT_BODY.includes(status)) {
        answer.resume();
        resolve(new Response(null, {status, headers: received}));
      } else {
        // The two types of streams are the same at run time.
        resolve(new Response(Readable.toWeb(answer) as unknown as ReadableStream<Uint8Array>, {status, headers: received}));
      }
    });
    sent.on('error', reject);
    sent.end(body);
    return promise;
  };
