import type {Texts} from '../context/messages-context.ts';

/** The languages beside English: how each is loaded, and its texts once they are there. */
export const languages = new Map<string, Texts | (() => Promise<Texts>)>([
  ['de', async () => (await import('./de.ts')).de],
  ['ar', async () => (await import('./ar.ts')).ar],
]);
