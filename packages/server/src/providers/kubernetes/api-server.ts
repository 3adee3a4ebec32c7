import {ask, type Fetch} from '../ask.ts';
import {type Fields, isFields, read, readList, readText} from '../fields.ts';
import {type SourceCode, SourceError} from '../source-error.ts';

const PAGE = 500;
const MOST_PAGES = 400;
/** What the server says of a failure, beyond its status. */
const REASONS: Readonly<Record<string, SourceCode>> = {
  Unauthorized: 'unauthorized',
  Forbidden: 'forbidden',
  TooManyRequests: 'rate-limited',
  Timeout: 'timeout',
  ServerTimeout: 'timeout',
};

export interface ApiServerOptions {
  readonly url: URL;
  readonly fetch: Fetch;
  /** `undefined` where a certificate says who asks. */
  readonly token: string | undefined;
}

/** The API of one cluster. */
export class ApiServer {
  readonly #options: ApiServerOptions;

  constructor(options: ApiServerOptions) {
    this.#options = options;
  }

  /** Asks for an object: `version`. */
  async get(path: string, signal: AbortSignal): Promise<Fields> {
    const {url, fetch, token} = this.#options;
    const {body} = await ask(fetch, {
      url: new URL(path, url),
      headers: token === undefined ? {} : {Authorization: `Bearer ${token}`},
      signal,
      readFailure: (_status, answer) => REASONS[readText(isFields(answer) ? answer.reason : undefined) ?? ''],
    });
    if (!isFields(body)) {
      throw new SourceError('bad-response', 'The API server answers with something other than an object');
    }
    return body;
  }

  /** Asks for a list, page by page: `api/v1/nodes`. One that changes too fast to be turned over is begun anew, once. */
  async list(path: string, signal: AbortSignal): Promise<readonly Fields[]> {
    try {
      return await this.#pages(path, signal);
    } catch (error) {
      if (error instanceof SourceError && error.status === GONE) {
        return this.#pages(path, signal);
      }
      throw error;
    }
  }

  async #pages(path: string, signal: AbortSignal): Promise<readonly Fields[]> {
    const items: Fields[] = [];
    let next = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = new URLSearchParams({limit: `${PAGE}`, ...(next !== '' && {continue: next})});
      const answer = await this.get(`${path}?${query}`, signal);
      if (!Array.isArray(answer.items)) {
        throw new SourceError('bad-response', 'The answer of the API server has no list');
      }
      items.push(...readList(answer.items));
      const following = read(answer, 'metadata', 'continue');
      if (following === undefined || following === null || following === '') {
        return items;
      }
      if (typeof following !== 'string' || following === next) {
        throw new SourceError('bad-response', 'The pages of the API server lead nowhere');
      }
      next = following;
    }
    throw new SourceError('bad-response', 'The list of the API server has no end');
  }
}

const GONE = 410;
