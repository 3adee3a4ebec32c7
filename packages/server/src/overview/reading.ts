import {type Amount, type Capacity, codePoints, textProblem} from '@tenantry/sdk/contract';

const MOST_MODELS = 50;
const LONGEST_TEXT = 100;
const MOST_STRANGE = 20;
/** Sums of fractions are not exact. */
const SLACK = 1e-6;

/** What has no place for "not known" and makes no sense: nothing around it can be used. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
  readonly at: string;

  constructor(at: string) {
    super(`${at} makes no sense`);
    this.at = at;
  }
}

/** Reads what a provider said, which may be anything, and notes where it made no sense. */
export class Reading {
  readonly #value: unknown;
  readonly #at: string;
  readonly #faults: string[];

  /** @param faults Takes the paths of what made no sense. */
  constructor(value: unknown, at: string, faults: string[]) {
    this.#value = value;
    this.#at = at;
    this.#faults = faults;
  }

  get at(): string {
    return this.#at;
  }

  get isNull(): boolean {
    return this.#value === null;
  }

  member(name: string): Reading {
    const members = this.#members();
    return new Reading(Object.hasOwn(members, name) ? members[name] : undefined, `${this.#at}.${name}`, this.#faults);
  }

  /** The same with these members alone. */
  only(names: readonly string[]): Reading {
    const members = Object.entries(this.#members()).filter(([name]) => names.includes(name));
    return new Reading(Object.fromEntries(members), this.#at, this.#faults);
  }

  /** What a list's items are read as. Those that make no sense are left out, and so are those over the limit. */
  items<Item>(most: number, read: (item: Reading) => Item): Item[] {
    if (!Array.isArray(this.#value)) {
      this.note();
      return [];
    }
    return this.#value.slice(0, most).flatMap((value: unknown) => {
      try {
        return [read(new Reading(value, this.#at, this.#faults))];
      } catch (error) {
        if (error instanceof Unusable) {
          this.#faults.push(error.at);
          return [];
        }
        throw error;
      }
    });
  }

  /** @throws {Unusable} When it is no count. */
  count(): number {
    const count = this.countOrNot();
    if (count === undefined) {
      throw new Unusable(this.#at);
    }
    return count;
  }

  /** @throws {Unusable} When it is nothing that can be shown. */
  text(): string {
    const text = this.#value;
    if (typeof text !== 'string' || text === '' || codePoints(text) > LONGEST_TEXT || textProblem(text) !== undefined) {
      throw new Unusable(this.#at);
    }
    return text;
  }

  /** One of these words, else the last of them. */
  word<Word extends string>(words: readonly Word[]): Word {
    const found = words.find((word) => word === this.#value);
    if (found === undefined) {
      this.note();
    }
    return found ?? (words.at(-1) as Word); // There is a last one.
  }

  /**
   * How many there are of each state. Together they are as many as there are: what is missing to that counts as the last state, "unknown",
   * and where they are more, all of them do.
   */
  states<State extends string>(states: readonly State[], total: number): Record<State, number> {
    const counts = states.map((state) => [state, this.member(state).countOrNot() ?? this.#fault(state)] as const);
    const sum = counts.reduce((all, [, count]) => all + count, 0);
    const isTooMuch = sum > total;
    if (sum !== total) {
      this.note();
    }
    const strange = Object.keys(this.#members()).filter((key) => !states.some((state) => state === key));
    this.#faults.push(...strange.slice(0, MOST_STRANGE).map((name) => `${this.#at}.${name.slice(0, LONGEST_TEXT)}`));
    const known = Object.fromEntries(isTooMuch ? states.map((state) => [state, 0]) : counts) as Record<State, number>;
    const last = states.at(-1) as State; // There is a last one.
    return {...known, [last]: isTooMuch ? total : known[last] + total - sum};
  }

  /** How much there is and how much of it is in use, each where that is known. More in use than there is, is not known. */
  amount(whole: boolean): Amount {
    const total = this.member('total').#measure(whole);
    const inUse = this.member('inUse').#measure(whole);
    if (total !== null && inUse !== null && inUse > total + SLACK) {
      this.note();
      return {total, inUse: null};
    }
    return {total, inUse};
  }

  capacity(): Capacity {
    const gpus = this.member('gpus');
    const byModel = gpus.member('byModel').items(MOST_MODELS, (model) => ({
      model: model.member('model').text(),
      ...model.#counted(),
      mig: model.member('mig').items(MOST_MODELS, (part) => ({profile: part.member('profile').text(), ...part.#counted()})),
    }));
    const amount = gpus.amount(true);
    const named = byModel.reduce((sum, {total}) => sum + total, 0);
    if (amount.total !== null && named > amount.total) {
      gpus.note();
      amount.total = null;
    }
    return {gpus: {...amount, byModel}, cpuCores: this.member('cpuCores').amount(false), memoryGiB: this.member('memoryGiB').amount(false)};
  }

  countOrNot(): number | undefined {
    return typeof this.#value === 'number' && Number.isSafeInteger(this.#value) && this.#value >= 0 ? this.#value : undefined;
  }

  /** Notes that this makes no sense. */
  note(): void {
    this.#faults.push(this.#at);
  }

  #members(): Readonly<Record<string, unknown>> {
    return typeof this.#value === 'object' && this.#value !== null ? (this.#value as Record<string, unknown>) : {};
  }

  #fault(member: string): 0 {
    this.member(member).note();
    return 0;
  }

  #counted(): {total: number; inUse: number | null} {
    const total = this.member('total').count();
    return {total, inUse: this.amount(true).inUse};
  }

  #measure(whole: boolean): number | null {
    const value = this.#value;
    if (value === null) {
      return null;
    }
    const isMeasure = typeof value === 'number' && Number.isFinite(value) && value >= 0 && (!whole || Number.isSafeInteger(value));
    if (!isMeasure) {
      this.note();
    }
    return isMeasure ? value : null;
  }
}
