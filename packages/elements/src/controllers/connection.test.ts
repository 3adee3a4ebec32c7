import {expect} from '@open-wc/testing';
import type {TenantClient} from '@tenantry/sdk';
import {LitElement} from 'lit';
import '../define/tenant-provider.ts';
import {settled, stage} from '../testing/element-state.ts';
import {fakeClient} from '../testing/fake-client.ts';
import {sampleMe} from '../testing/samples.ts';
import {Connection} from './connection.ts';

class Hearer extends LitElement {
  static override properties = {client: {attribute: false}};

  declare client?: TenantClient | undefined;
  readonly connection = new Connection(this, {onChange: () => undefined});
}
customElements.define('x-hearer', Hearer);

/** A client, and who listens to its changes. */
const heardClient = (): {client: TenantClient; listeners: Set<unknown>} => {
  const client = fakeClient({'GET /v1/session': sampleMe()});
  const {changes} = client;
  const listeners = new Set<unknown>();
  const {addEventListener, removeEventListener} = changes;
  changes.addEventListener = (...heard) => {
    listeners.add(heard[1]);
    addEventListener.apply(changes, heard);
  };
  changes.removeEventListener = (...heard) => {
    listeners.delete(heard[1]);
    removeEventListener.apply(changes, heard);
  };
  return {client, listeners};
};

// Who listens keeps a stream of the client open.
for (const tag of ['x-hearer', 'tenant-provider']) {
  describe(`<${tag}> listens to its client`, () => {
    let container: HTMLElement;
    let element: HTMLElement & {client?: TenantClient | undefined};
    beforeEach(() => {
      container = stage();
      element = document.createElement(tag);
    });
    afterEach(() => document.body.replaceChildren());

    it('while it is in the page, and again when it comes back (T28)', async () => {
      const {client, listeners} = heardClient();
      element.client = client;
      container.append(element);
      await settled(container);
      expect(listeners.size).to.equal(1);
      element.remove();
      expect(listeners.size).to.equal(0);
      container.append(element);
      await settled(container);
      expect(listeners.size).to.equal(1);
    });

    it('no more once it was taken out, although something renders it or gives it a client after that (T28)', async () => {
      const first = heardClient();
      const second = heardClient();
      element.client = first.client;
      container.append(element);
      element.remove();
      await settled(element);
      element.client = second.client;
      await settled(element);
      expect([first.listeners.size, second.listeners.size]).to.deep.equal([0, 0]);
      container.append(element);
      await settled(container);
      expect([first.listeners.size, second.listeners.size]).to.deep.equal([0, 1]);
    });
  });
}
