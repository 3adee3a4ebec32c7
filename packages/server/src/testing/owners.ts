import type {Owned, ResourceProvider, UserChange} from '../resources/provider.ts';

/** A provider that keeps in memory what users own, and does what a test wants of it. */
export class TestProvider implements ResourceProvider {
  readonly name: string;
  /** What users own, by type: `owned.get(user)?.get('job')` are the names of the user's jobs. */
  readonly owned = new Map<string, Map<string, string[]>>();
  /** What it was told of users. */
  readonly heard: UserChange[] = [];
  /** Answers in place of what is owned. */
  answer: ((userId: string, signal: AbortSignal) => Promise<unknown>) | undefined;
  /** Comes before each thing that is given to somebody else. */
  beforeEach: ((name: string, signal: AbortSignal) => Promise<void> | void) | undefined;
  /** Comes before it hears of a user. */
  beforeHearing: ((change: UserChange) => Promise<void> | void) | undefined;
  /** How often it was asked what somebody owns. */
  asked = 0;

  constructor(name = 'test') {
    this.name = name;
  }

  /** Gives a user things. */
  give(userId: string, type: string, ...names: readonly string[]): void {
    const types = this.owned.get(userId) ?? new Map<string, string[]>();
    this.owned.set(userId, types.set(type, [...(types.get(type) ?? []), ...names]));
  }

  namesOf(userId: string, type: string): readonly string[] {
    return this.owned.get(userId)?.get(type) ?? [];
  }

  async ownedBy(userId: string, signal: AbortSignal): Promise<readonly Owned[]> {
    this.asked++;
    if (this.answer) {
      return (await this.answer(userId, signal)) as readonly Owned[];
    }
    return [...(this.owned.get(userId) ?? [])].map(([type, names]) => ({
      type,
      count: names.length,
      sample: names,
      unfinished: type === 'job',
    }));
  }

  async transfer(
    from: string,
    to: string,
    types: readonly string[] | null,
    progress: (done: number, total: number | null) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const things = [...(this.owned.get(from) ?? [])]
      .filter(([type]) => types?.includes(type) ?? true)
      .flatMap(([type, names]) => names.map((name) => ({type, name})));
    progress(0, things.length);
    for (const [index, {type, name}] of things.entries()) {
      await this.beforeEach?.(name, signal);
      signal.throwIfAborted();
      const names = this.owned.get(from)?.get(type) ?? [];
      names.splice(names.indexOf(name), 1);
      this.give(to, type, name);
      progress(index + 1, things.length);
    }
  }

  async userChanged(change: UserChange): Promise<void> {
    await this.beforeHearing?.(change);
    this.heard.push(change);
  }
}
