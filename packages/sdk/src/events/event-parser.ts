/** A message of an event stream. */
export interface Message {
  /** Of this message, or of the last that had one. */
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** So long may what belongs to one message be, in UTF-16 units: ours are much shorter. */
const MOST = 65_536;

/**
 * Reads `text/event-stream` as the HTML standard has it (§9.2), however it is cut into pieces; `retry` is not heeded.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventParser {
  readonly #decoder = new TextDecoder();
  /** The beginning of a line. */
  #rest = '';
  #isAfterReturn = false;
  #event = '';
  #data: string[] = [];
  #size = 0;
  #nextId: string;
  #id: string;

  /** @param id The last one of an earlier connection. */
  constructor(id = '') {
    this.#id = id;
    this.#nextId = id;
  }

  /** The id of the last message that was whole, also where it said nothing else. */
  get id(): string {
    return this.#id;
  }

  /**
   * The messages that are whole with these bytes.
   *
   * @throws {RangeError} When a message is longer than any can be.
   */
  push(bytes: Uint8Array): Message[] {
    let text = this.#decoder.decode(bytes, {stream: true});
    if (this.#isAfterReturn && text.startsWith('\n')) {
      text = text.slice(1);
    }
    this.#isAfterReturn = text === '' ? this.#isAfterReturn : text.endsWith('\r');
    const lines = (this.#rest + text).split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? '';
    const messages = lines.flatMap((line) => this.#take(line) ?? []);
    this.#limit(this.#rest.length);
    return messages;
  }

  #take(line: string): Message | undefined {
    if (line === '') {
      return this.#finish();
    }
    this.#size += line.length;
    this.#limit(0);
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'data') {
      this.#data.push(value);
    } else if (name === 'event') {
      this.#event = value;
    } else if (name === 'id' && !value.includes('\0')) {
      this.#nextId = value;
    }
    return undefined;
  }

  #finish(): Message | undefined {
    const message = {id: this.#nextId, event: this.#event || 'message', data: this.#data.join('\n')};
    const isEmpty = this.#data.length === 0;
    this.#id = this.#nextId;
    this.#event = '';
    this.#data = [];
    this.#size = 0;
    return isEmpty ? undefined : message;
  }

  #limit(more: number): void {
    if (this.#size + more > MOST) {
      throw new RangeError('A message is too long');
    }
  }
}
