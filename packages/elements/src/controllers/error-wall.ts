import {TenantryError} from '@tenantry/sdk';
import {html, type LitElement, render} from 'lit';
import type {WallMessages} from '../foundation/failure.ts';
import {TenantErrorEvent} from '../foundation/tenant-error.event.ts';

/**
 * Keeps what goes wrong while an element renders inside that element, for example a text function of the host that throws: it says so in
 * its own place, fires `tenant-error`, and offers to try again. The page around it goes on. Called in the element's constructor.
 */
export const containErrors = (host: LitElement, text: () => WallMessages): void => {
  // `performUpdate` is protected, and the only place that sees all of a rendering, the directives included.
  const element = host as unknown as {performUpdate: () => void};
  const perform = element.performUpdate.bind(host);
  element.performUpdate = (): void => {
    try {
      perform();
    } catch (cause) {
      render(failed(host, text()), host.renderRoot, host.renderOptions);
      host.dispatchEvent(new TenantErrorEvent(new TenantryError('misuse', 'The element could not be rendered.', {cause})));
    }
  };
};

const failed = (host: LitElement, text: WallMessages): unknown => html`
  <div class="root" part="base">
    <p part="error" role="alert">
      ${text.failureShown}
      <button class="link-button" type="button" @click=${() => host.requestUpdate()}>${text.tryAgain}</button>
    </p>
  </div>
`;
