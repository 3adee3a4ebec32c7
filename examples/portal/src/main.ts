import '@tenantry/elements/define/change-password-form.js';
import '@tenantry/elements/define/password-reset-request.js';
import '@tenantry/elements/define/resource-dashboard.js';
import '@tenantry/elements/define/session-list.js';
import '@tenantry/elements/define/tenant-provider.js';
import '@tenantry/elements/define/tenant-sign-in.js';
import '@tenantry/elements/define/tenant-user-management.js';
import {TenantClient} from '@tenantry/sdk';
import {keptAppearance} from './appearance.ts';
import {get} from './dom.ts';
import {speak} from './language.ts';
import {Portal} from './portal.ts';

await speak(keptAppearance().language);
const provider = get<HTMLElementTagNameMap['tenant-provider']>(document, 'tenant-provider');
new Portal(provider, new TenantClient({baseUrl: '/api', auth: {cookie: true}})).start();
