import {TenantryError} from '@tenantry/sdk';
import type {CSSResult, LitElement} from 'lit';
import {TenantErrorEvent} from '../foundation/tenant-error.event.ts';

/** A part of an element, and what it wears. */
interface Loaded<Part> {
  readonly part: Part;
  readonly styles?: readonly CSSResult[];
}

/** So long after a failure nobody asks again. */
const PAUSE_MS = 5000;

/**
 * Keeps a part out of what a page loads at first. Answers `undefined` while it is on its way, and `null` when it could not be loaded,
 * which `tenant-error` tells; whoever needs it a while later asks again.
 */
export const later = <Part>(host: LitElement, load: () => Promise<Loaded<Part>>): (() => Part | null | undefined) => {
  let found: Part | null | undefined;
  let due = 0;
  const ask = async (): Promise<void> => {
    due = Number.POSITIVE_INFINITY;
    try {
      const {part, styles = []} = await load();
      (host.renderRoot as ShadowRoot).adoptedStyleSheets.push(...styles.flatMap(({styleSheet}) => styleSheet ?? []));
      found = part;
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
