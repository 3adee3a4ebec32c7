import type {Logger} from '../dependencies.ts';

const MOST = 1_000;

/** Logs where a provider said what made no sense: each place once. */
export class Notes {
  readonly #logger: Logger;
  readonly #told = new Set<string>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(provider: string, places: readonly string[]): void {
    for (const at of new Set(places)) {
      const key = `${provider} ${at}`;
      if (this.#told.size < MOST && !this.#told.has(key)) {
        this.#told.add(key);
        this.#logger.error('provider.nonsense', {provider, at});
      }
    }
  }
}
