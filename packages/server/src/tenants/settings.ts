import type {TenantSettings} from '../db/schema.ts';

/** What a tenant begins with. */
export const defaultSettings = (loginUrl: string): TenantSettings => ({
  timeZone: 'UTC',
  locale: 'en',
  loginUrl,
  uniqueEmail: true,
  session: {idleMinutes: 30, absoluteHours: 12},
  passwordPolicy: {
    minLength: 15,
    maxLength: 128,
    maxAgeDays: null,
    temporaryPasswordTtlHours: 24,
    blocklist: true,
    forbidPersonal: true,
    composition: null,
  },
});
