import {isFields} from './shapes.ts';

/** In whose name a token of Slurm speaks (`sun`); `undefined` where it does not say. slurmrestd wants to be told once more, and checks it. */
export const userOf = (token: string): string | undefined => {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    return isFields(claims) && typeof claims.sun === 'string' ? claims.sun : undefined;
  } catch {
    return undefined;
  }
};
