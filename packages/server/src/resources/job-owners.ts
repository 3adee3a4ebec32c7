import {usernameKey} from '@tenantry/sdk/contract';
import type {ProviderJob} from './provider.ts';

/** The name of a job's owner as usernames are compared (L1); `null` for nobody that a tenant could have. */
export const ownerKey = ({owner}: Pick<ProviderJob, 'owner'>): string | null => (owner === null ? null : usernameKey(owner));

/** @param key A user's name as usernames are compared. */
export const isJobOf = (job: Pick<ProviderJob, 'owner'>, key: string): boolean => ownerKey(job) === key;
