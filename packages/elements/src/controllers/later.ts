import {TenantryError} from '@tenantry/sdk';
import type {CSSResult, LitElement} from 'lit';
import {TenantErrorEvent} from '../foundation/tenant-error.event.ts';

/** So long after a failure nobody asks again. */
const PAUSE_MS = 5000;

/**
 * Keeps a module out of what a page loads at first; its `styles` become the element's. Answers `undefined` while it is on its way, and
 * `null` when it could not be loaded, which `tenant-error` tells; whoever needs it a while later asks again.
 */
export const later = <Module extends object>(host: LitElement, load: () => Promise<Module>): (() => Module | null | undefined) => {
  let found: Module | null | undefined;
  let due = 0;
  const ask = async (): Promise<void> => {
    due = Number.POSITIVE_INFINITY;
    try {
      found = await load();
      const {styles = []} = found as {readonly styles?: readonly CSSResult[]};
      (host.renderRoot as ShadowRoot).adoptedStyleSheets.push(...styles.flatMap(({styleSheet}) => styleSheet ?? []));
    } catch (cause) {
      found = null;
      due = performance.now() + PAUSE_MS;
      host.dispatchEvent(new TenantErrorEvent(new TenantryError('network', 'A part of the element could not be loaded.', {cause})));
    }
    if (host.isConnected) {
      host.requestUpdate();
    }
  };
  return () => {
    if (performance.now() >= due) {
      void ask();
    }
    return found;
  };
};
