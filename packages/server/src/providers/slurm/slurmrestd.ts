import {ask, type Fetch} from '../ask.ts';
import {shared} from '../shared.ts';
import {type SourceCode, SourceError} from '../source-error.ts';
import {userOf} from './token.ts';
import {type Fields, isFields, read, readCount, readList} from './shapes.ts';

/** The versions of the API that are understood, newest first: 25.11 to 22.05. */
const VERSIONS = ['v0.0.44', 'v0.0.43', 'v0.0.42', 'v0.0.41', 'v0.0.40', 'v0.0.39', 'v0.0.38'];
/** Some ten thousand jobs. */
const MAX_BYTES = 64 * 1_048_576;
/** Errors of Slurm that say what is wrong with the token, by their numbers. */
const CODES: Readonly<Record<number, SourceCode>> = {1007: 'unauthorized', 2002: 'forbidden', 9003: 'forbidden'};

export interface SlurmrestdOptions {
  readonly url: URL;
  readonly fetch: Fetch;
  readonly token: string | null;
  /** In whose name, where the token does not say so itself. */
  readonly user: string | undefined;
  /** Which version of the API to speak; found out where it is left out. */
  readonly version: string | undefined;
}

/** The REST API of one cluster. */
export class Slurmrestd {
  readonly #options: SlurmrestdOptions;
  readonly #headers: Readonly<Record<string, string>>;
  #version: string | undefined;
  readonly #findVersion = shared((signal) => this.#tryVersions(signal));

  constructor(options: SlurmrestdOptions) {
    const {token, version, user = token === null ? undefined : userOf(token)} = options;
    this.#options = options;
    this.#version = version;
    this.#headers = {...(user !== undefined && {'X-SLURM-USER-NAME': user}), ...(token !== null && {'X-SLURM-USER-TOKEN': token})};
  }

  /** Asks for a list: `slurm`, `nodes`. */
  async list(
    api: 'slurm' | 'slurmdb',
    name: string,
    signal: AbortSignal,
    query: Readonly<Record<string, string>> = {},
  ): Promise<readonly Fields[]> {
    this.#version ??= await this.#findVersion(signal);
    const answer = await this.#ask(`${api}/${this.#version}/${name}/?${new URLSearchParams(query)}`, signal);
    if (!Array.isArray(answer[name])) {
      throw new SourceError('bad-response', 'The answer of slurmrestd has no such list');
    }
    return readList(answer[name]);
  }

  async #tryVersions(signal: AbortSignal): Promise<string> {
    for (const version of VERSIONS) {
      try {
        await this.#ask(`slurm/${version}/ping/`, signal);
        return version;
      } catch (error) {
        if (!(error instanceof SourceError) || error.status !== 404) {
          throw error;
        }
      }
    }
    throw new SourceError('bad-response', 'slurmrestd speaks no version that is known');
  }

  async #ask(path: string, signal: AbortSignal): Promise<Fields> {
    const {url, fetch} = this.#options;
    const {body} = await ask(fetch, {
      url: new URL(path, url.href.endsWith('/') ? url : `${url.href}/`),
      headers: this.#headers,
      signal,
      maxBytes: MAX_BYTES,
      readFailure: (_status, answer) => (isFields(answer) ? codeOf(answer) : undefined),
    });
    if (!isFields(body)) {
      throw new SourceError('bad-response', 'slurmrestd answers with something other than an object');
    }
    // An answer with status 200 may still be none.
    if (readList(body.errors).length > 0) {
      throw new SourceError(codeOf(body) ?? 'failed', 'slurmrestd answers with errors');
    }
    return body;
  }
}

/** What its errors say about the token, if anything. */
const codeOf = ({errors}: Fields): SourceCode | undefined => {
  for (const error of readList(errors)) {
    const code =
      CODES[readCount(error.error_number) ?? readCount(error.errno) ?? 0] ?? codeOfText(`${read(error, 'error')} ${error.description}`);
    if (code) {
      return code;
    }
  }
  return undefined;
};

const codeOfText = (text: string): SourceCode | undefined =>
  /authenticat/i.test(text) ? 'unauthorized' : /permission|access denied|privilege/i.test(text) ? 'forbidden' : undefined;
