import type {PasswordPolicy} from '@tenantry/sdk/contract';

const HOUR_MS = 3_600_000;

/** Until when a temporary password that is set now is good (A10). */
export const temporaryEnd = ({temporaryPasswordTtlHours}: PasswordPolicy, now: Date): Date =>
  new Date(now.getTime() + temporaryPasswordTtlHours * HOUR_MS);
