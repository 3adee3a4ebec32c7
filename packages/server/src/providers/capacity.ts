import type {Amount, Capacity} from '@tenantry/sdk/contract';

/** More in use than there is contradicts itself: then it is not known. */
export const amount = (total: number | null, inUse: number | null): Amount => ({total, inUse: within(inUse, total)});

const within = (inUse: number | null, total: number | null): number | null =>
  inUse !== null && total !== null && inUse > total ? null : inUse;

/** One that is not known makes the sum unknown. */
export const sumOf = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce((sum, number) => (sum === null || number === null ? null : sum + number), 0);

/** With two places after the point. */
export const rounded = (number: number | null): number | null => (number === null ? null : Math.round(number * 100) / 100);

/** How often each of the states is there. */
export const tally = <State extends string>(states: readonly State[], there: readonly State[]): Record<State, number> => {
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>;
  for (const state of there) {
    counts[state] += 1;
  }
  return counts;
};

/** What a GPU is, or a part of one. */
export interface GpuKind {
  readonly model: string;
  /** `1g.10gb`; `null` for a whole one. */
  readonly profile: string | null;
}

interface Counted {
  total: number;
  inUse: number | null;
}

/** Counts GPUs by model, and the parts into which they are cut by profile. */
export class GpuCount {
  readonly #models = new Map<string, Counted & {readonly mig: Map<string, Counted>}>();

  add(kind: GpuKind, {total, inUse}: Amount & {readonly total: number}): void {
    const counted = this.#of(kind);
    counted.total += total;
    counted.inUse = sumOf([counted.inUse, inUse]);
  }

  get byModel(): Capacity['gpus']['byModel'] {
    return sorted(this.#models)
      .filter(([, {total, inUse, mig}]) => total > 0 || inUse !== 0 || mig.size > 0)
      .map(([model, {mig, ...counted}]) => ({
        model,
        ...settled(counted),
        mig: sorted(mig).map(([profile, part]) => ({profile, ...settled(part)})),
      }));
  }

  /** All of them, where each is known; parts of GPUs are no GPUs. */
  get gpus(): Capacity['gpus'] {
    const all = [...this.#models.values()];
    return {...amount(sumOf(all.map(({total}) => total)), sumOf(all.map(({inUse}) => inUse))), byModel: this.byModel};
  }

  #of({model, profile}: GpuKind): Counted {
    const known = this.#models.get(model) ?? {total: 0, inUse: 0, mig: new Map<string, Counted>()};
    this.#models.set(model, known);
    if (profile === null) {
      return known;
    }
    const part = known.mig.get(profile) ?? {total: 0, inUse: 0};
    known.mig.set(profile, part);
    return part;
  }
}

const settled = ({total, inUse}: Counted): Counted => ({total, inUse: within(inUse, total)});

const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] => [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));
