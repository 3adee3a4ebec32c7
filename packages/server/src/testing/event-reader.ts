import type {TestRequest, TestServer} from './server.ts';

/** A message as it came. */
export interface Heard {
  readonly id: string;
  readonly event: string;
  readonly data: any;
}

/** Reads an open stream of events, in the background. */
export class EventReader {
  readonly response: Response;
  /** What has come. */
  readonly heard: Heard[] = [];
  /** How far it has come. */
  lastId = '';
  beats = 0;
  /** Whether the server has ended it. */
  isOver = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #tell: (() => void)[] = [];

  constructor(response: Response) {
    this.response = response;
    this.#reader = response.body?.getReader();
    void this.#read();
  }

  /** Resolves when something holds; rejects when that takes more than `within` milliseconds, or the stream is over without it. */
  async until(holds: (reader: EventReader) => boolean, within = 10_000): Promise<void> {
    const end = performance.now() + within;
    while (!holds(this)) {
      const left = end - performance.now();
      if (left <= 0 || this.isOver) {
        throw new Error(`Heard only ${JSON.stringify(this.heard)}${this.isOver ? ', then the end' : ''}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#tell.push(() => resolve(clearTimeout(timer)));
      });
    }
  }

  /** What has come of these types, as `type subject`. */
  told(): string[] {
    return this.heard.map(({event, data}) => (data.subject ? `${event} ${data.subject.id}` : event));
  }

  async close(): Promise<void> {
    await this.#reader?.cancel();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for (let read = await this.#reader?.read(); read?.value; read = await this.#reader?.read()) {
      text += decoder.decode(read.value, {stream: true});
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach((block) => this.#take(block));
      this.#wake();
    }
    this.isOver = true;
    this.#wake();
  }

  #take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
    this.beats += block.startsWith(':') ? 1 : 0;
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    if (data !== undefined) {
      this.heard.push({id: this.lastId, event: fields.get('event') ?? '', data: JSON.parse(data)});
    }
  }

  #wake(): void {
    this.#tell.splice(0).forEach((tell) => tell());
  }
}

/** Opens a stream; throws when the server refuses. */
export const openEvents = async (
  asker: Pick<TestServer, 'request'>,
  path: string,
  {types, last, ...init}: TestRequest & {readonly types?: readonly string[]; readonly last?: string} = {},
): Promise<EventReader> => {
  const headers = {...(init.headers as Record<string, string>), ...(last !== undefined && {'Last-Event-ID': last})};
  const response = await asker.request(`${path}/events${types ? `?types=${types.join()}` : ''}`, {...init, headers});
  if (!response.ok) {
    throw new Error(`The stream answers ${response.status}: ${await response.text()}`);
  }
  const reader = new EventReader(response);
  await reader.until(({lastId}) => lastId !== '');
  return reader;
};
