import type {User} from '@tenantry/sdk';
import type {ReactiveController, ReactiveControllerHost} from 'lit';

const CHUNK = 50;

/** Some rows that follow one another. */
export interface Chunk {
  /** Where its first row stands in the whole list. */
  readonly start: number;
  readonly users: readonly User[];
  /** How high it was when it was last drawn; `undefined` while it is drawn. */
  readonly height: number | undefined;
}

/**
 * Keeps only those rows of a long list in the page that are near what is seen; the others are stood for by their height. The template
 * gives each chunk a `<tbody data-chunk>` with the id of its first user.
 */
export class RowChunks implements ReactiveController {
  readonly #host: ReactiveControllerHost & {readonly renderRoot: ParentNode};
  readonly #heights = new Map<string, number>();
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost & {readonly renderRoot: ParentNode}) {
    this.#host = host;
    host.addController(this);
  }

  /** Cuts a list into chunks. A row on top of the list's own order is one for itself, so that it does not shift the others. */
  cut(users: readonly User[], hasRowOnTop: boolean): readonly Chunk[] {
    const chunks: Chunk[] = [];
    for (let start = 0; start < users.length; ) {
      const end = start === 0 && hasRowOnTop ? 1 : start + CHUNK;
      chunks.push({start, users: users.slice(start, end), height: this.#heights.get(users[start]?.id ?? '')});
      start = end;
    }
    return chunks;
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.#onSeen(entry)), {rootMargin: '1000px 0px'});
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  hostUpdated(): void {
    for (const chunk of this.#host.renderRoot.querySelectorAll('[data-chunk]')) {
      this.#observer?.observe(chunk);
    }
  }

  #onSeen({target, isIntersecting, boundingClientRect: {height}}: IntersectionObserverEntry): void {
    const id = (target as HTMLElement).dataset['chunk'] ?? '';
    if (isIntersecting ? this.#heights.delete(id) : height > 0 && this.#heights.set(id, height)) {
      this.#host.requestUpdate();
    }
  }
}
