import {type Blocker, codePoints, textProblem} from '@tenantry/sdk/contract';
import * as z from 'zod/mini';
import type {Dependencies, Logger} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import type {Owned, ResourceProvider} from './provider.ts';
import {withinTime} from './time-limit.ts';

/** How long a provider may think (L10). */
export const OWNED_BY_MS = 10_000;
const SAMPLE = 5;
const LONGEST_NAME = 100;

/** What providers may answer. They are not trusted to: what makes no sense is no answer. */
const Answer = z
  .array(
    z.object({
      type: z.string().check(z.regex(/^[a-z][a-z0-9._-]{0,63}$/i)),
      count: z.int().check(z.nonnegative()),
      sample: z.array(z.string()).check(z.maxLength(1_000)),
      unfinished: z.boolean(),
    }),
  )
  .check(z.maxLength(100));

/** What a user owns, wherever that is. */
export interface Ownership {
  readonly blockers: readonly Blocker[];
  /** Whether everybody has said so. Otherwise there may be more. */
  readonly isKnown: boolean;
}

/** Asks every provider at once what a user owns. Waits for others, so it is for outside of transactions (D3). */
export const askOwnership = async (
  {resources, logger}: Pick<Dependencies, 'resources' | 'logger'>,
  {tenantId, userId, milliseconds = OWNED_BY_MS}: {readonly tenantId: string; readonly userId: string; readonly milliseconds?: number},
): Promise<Ownership> => {
  const answers = await Promise.all(
    resources.map(async (provider) => ({
      isTransferable: provider.transfer !== undefined,
      owned: await askOne(provider, {tenantId, userId, milliseconds, logger}),
    })),
  );
  const byType = new Map<string, Blocker>();
  for (const {owned, isTransferable} of answers) {
    for (const {type, count, sample, unfinished} of owned ?? []) {
      if (count > 0) {
        const known = byType.get(type) ?? {type, count: 0, sample: [], unfinished: false, transferable: true};
        byType.set(type, {
          type,
          count: known.count + count,
          sample: [...known.sample, ...sample.filter(isName)].slice(0, SAMPLE),
          unfinished: known.unfinished || unfinished,
          transferable: known.transferable && isTransferable,
        });
      }
    }
  }
  return {
    blockers: [...byType.values()].toSorted((one, other) => (one.type < other.type ? -1 : 1)),
    isKnown: answers.every(({owned}) => owned !== undefined),
  };
};

/** What one provider answers; `undefined` where that is nothing that counts. */
const askOne = async (
  provider: ResourceProvider,
  {tenantId, userId, milliseconds, logger}: {tenantId: string; userId: string; milliseconds: number; logger: Logger},
): Promise<readonly Owned[] | undefined> => {
  try {
    const owned = await withinTime(milliseconds, (signal) => provider.ownedBy(userId, signal, tenantId));
    const parsed = Answer.safeParse(owned);
    if (parsed.success) {
      return parsed.data;
    }
    logger.error('provider.nonsense', {provider: provider.name, at: parsed.error.issues[0]?.path.join('.') ?? ''});
  } catch (error) {
    logger.error('provider.failed', {provider: provider.name, error: describeFailure(error)});
  }
  return undefined;
};

/** Whether people can be shown it: what a provider calls something may be anything. */
const isName = (text: string): boolean => text !== '' && textProblem(text) === undefined && codePoints(text) <= LONGEST_NAME;
