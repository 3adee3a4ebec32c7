import type {Logger} from '../dependencies.ts';

const MOST = 100;
const LONGEST = 64;

/** Logs what a source says that nobody knows, each once. */
export class Notes {
  readonly #provider: string;
  readonly #logger: Logger;
  readonly #told = new Set<string>();

  constructor(provider: string, logger: Logger) {
    this.#provider = provider;
    this.#logger = logger;
  }

  /** @param what Where it stood: `node.state`. */
  unknown(what: string, value: string | number): void {
    const text = String(value).toWellFormed().slice(0, LONGEST);
    const key = `${what} ${text}`;
    if (this.#told.size < MOST && !this.#told.has(key)) {
      this.#told.add(key);
      this.#logger.info('provider.unknownValue', {provider: this.#provider, what, value: text});
    }
  }
}
