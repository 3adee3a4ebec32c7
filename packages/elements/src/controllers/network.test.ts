import {expect} from '@open-wc/testing';
import {html, LitElement} from 'lit';
import {setNetwork} from '../testing/network.ts';
import {hearNetwork} from './network.ts';

class TestOnline extends LitElement {
  backs = 0;

  constructor() {
    super();
    hearNetwork(this, () => this.backs++);
  }

  protected override render(): unknown {
    return html`${navigator.onLine ? 'there' : 'away'}`;
  }
}
customElements.define('test-online', TestOnline);

describe('the network', () => {
  afterEach(() => {
    setNetwork();
    document.body.replaceChildren();
  });

  it('is heard to go and to come back, by what is in the page and by nothing else (T27, T28)', async () => {
    const element = document.createElement('test-online') as TestOnline;
    document.body.append(element);
    await element.updateComplete;
    setNetwork(false);
    await element.updateComplete;
    expect([element.shadowRoot?.textContent, element.backs]).to.deep.equal(['away', 0]);
    setNetwork(true);
    await element.updateComplete;
    expect([element.shadowRoot?.textContent, element.backs]).to.deep.equal(['there', 1]);
    element.remove();
    setNetwork(true);
    expect(element.backs).to.equal(1);
    document.body.append(element);
    setNetwork(true);
    expect(element.backs).to.equal(2);
  });
});
