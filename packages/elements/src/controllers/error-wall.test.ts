import {expect, oneEvent} from '@open-wc/testing';
import {html, LitElement} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {wallMessages} from '../foundation/failure.ts';
import type {TenantErrorEvent} from '../foundation/tenant-error.event.ts';
import {get, settled, show, stage, textOf} from '../testing/element-state.ts';
import {containErrors} from './error-wall.ts';

class TestWalled extends LitElement {
  word: (() => string) | undefined;

  constructor() {
    super();
    containErrors(this, () => wallMessages);
  }

  protected override render(): unknown {
    return html`${repeat([1], () => html`<p>${this.word?.() ?? 'fine'}</p>`)}`;
  }
}
customElements.define('test-walled', TestWalled);

describe('a rendering that throws (T29)', () => {
  it('is shown in its own place, told, and tried again', async () => {
    const container = stage();
    await show(container, html`<test-walled></test-walled>`);
    const element = get<TestWalled>(container, 'test-walled');
    element.word = () => {
      throw new Error('the host made a mistake');
    };
    const heard = oneEvent(element, 'tenant-error') as Promise<TenantErrorEvent>;
    element.requestUpdate();
    expect((await heard).error.kind).to.equal('misuse');
    await settled(container);
    expect(textOf(element)).to.equal('This part could not be shown. Try again');
    element.word = () => 'good again';
    get(element, 'button').click();
    await settled(container);
    expect(textOf(element)).to.equal('good again');
    container.remove();
  });
});
