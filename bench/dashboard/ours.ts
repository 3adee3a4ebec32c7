// Runs in the page: `<resource-dashboard>`, as anybody embeds it.
import type {TenantClient} from '@tenantry/sdk';
import type {Contestant} from './contestant.ts';
import type {Tile} from './tiles.ts';

export const mountOurs = (tiles: readonly Tile[], client: TenantClient): Contestant => {
  const element = document.createElement('resource-dashboard');
  element.client = client;
  document.body.append(element);
  const root = element.shadowRoot as ShadowRoot;
  return {
    root,
    handle: () => root.querySelector('[part~=handle]') as HTMLElement,
    edit: () => root.querySelector<HTMLElement>('[part~=edit-button]')?.click(),
    isEdited: () => root.querySelectorAll('.grid-stack-item > .ui-resizable-handle').length === tiles.length,
    remove: () => element.remove(),
  };
};
