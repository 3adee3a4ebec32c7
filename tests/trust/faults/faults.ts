import type {Fault} from './fault.ts';
import {after} from './faults-after.ts';
import {before} from './faults-before.ts';
import {insideFaults} from './faults-inside.ts';

/** Everything that a line may do to a request. */
export const faults: readonly Fault[] = [...before, ...after, ...insideFaults];

/** Those that many calls can meet at once. */
export const light: readonly Fault[] = faults.filter(({isHeavy}) => !isHeavy);

/** Of those the ones that a call survives, so that only their number decides. */
export const survivable: readonly Fault[] = light.filter(({ends}) => ends !== 'well' && ends.isRetried);
