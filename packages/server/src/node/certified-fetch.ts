import {readFileSync} from 'node:fs';
import {Agent, request} from 'node:https';
import {Readable} from 'node:stream';
import type {ReadableStream} from 'node:stream/web';
import type {ProviderConfig} from '../providers/provider-config.ts';

/** What says who asks, and who may answer, where the runtime's own authorities do not know of them. */
interface Certificates {
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly ca?: Buffer;
}

const OPTIONS = {cert: 'certificateFile', key: 'keyFile', ca: 'authorityFile'} as const;

/**
 * The `fetch` for a system whose options name a client certificate and its key (`certificateFile`, `keyFile`), or the authority that vouches
 * for its server (`authorityFile`), as files in PEM; `undefined` where they name none.
 *
 * @throws {Error} When a file cannot be read, or a certificate has no key. The error tells nothing of what is in them.
 */
export const certifiedFetchFor = ({url, options}: ProviderConfig): typeof fetch | undefined => {
  const files = Object.entries(OPTIONS).flatMap(([part, option]) => (options[option] === undefined ? [] : [[part, option] as const]));
  if (files.length === 0) {
    return undefined;
  }
  const certificates: Certificates = Object.fromEntries(files.map(([part, option]) => [part, readPem(String(options[option]), option)]));
  if ((certificates.cert === undefined) !== (certificates.key === undefined)) {
    throw new Error('options.certificateFile and options.keyFile go together');
  }
  if (!url?.startsWith('https:')) {
    throw new Error('url has to begin with https: for certificates');
  }
  return certifiedFetch(certificates);
};

const readPem = (file: string, option: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`options.${option} names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`, {cause: error});
  }
};

/** As much of `fetch` as providers use: it follows no redirect, and sends text. The runtime's own takes no certificates. */
const certifiedFetch = (certificates: Certificates): typeof fetch => {
  const agent = new Agent({...certificates, keepAlive: true});
  return (input, {method = 'GET', headers, body, signal} = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const sent = request(url, {method, headers: Object.fromEntries(new Headers(headers)), agent, ...(signal && {signal})});
      sent.once('error', (cause) => reject(new TypeError('fetch failed', {cause})));
      sent.once('response', (response) => {
        const {statusCode: status = 500, rawHeaders} = response;
        const lines = rawHeaders.flatMap((name, index): [string, string][] =>
          index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
        );
        const isEmpty = [204, 205, 304].includes(status);
        if (isEmpty) {
          response.resume();
        }
        // Node's streams of the web are those of the web.
        const content = isEmpty ? null : (Readable.toWeb(response) as ReadableStream<Uint8Array<ArrayBuffer>>);
        resolve(new Response(content, {status, headers: lines}));
      });
      sent.end(typeof body === 'string' ? body : undefined);
    });
};
