// Runs in the page: `<tenant-user-table>`, as anybody embeds it.
import type {TenantClient} from '@tenantry/sdk';
import type {Contestant} from './contestant.ts';
import {COLUMNS} from './users.ts';

export const mountOurs = (client: TenantClient, pageSize?: number): Contestant => {
  const element = document.createElement('tenant-user-table');
  element.setAttribute('columns', COLUMNS.join(' '));
  if (pageSize) {
    element.setAttribute('page-size', String(pageSize));
  }
  element.client = client;
  document.body.append(element);
  const root = element.shadowRoot as ShadowRoot;
  return {
    root,
    row: '[part~=row]',
    sortByEmail: () => root.querySelector('[part~=header] th.email [part~=sort]') as HTMLElement,
    remove: () => element.remove(),
  };
};
