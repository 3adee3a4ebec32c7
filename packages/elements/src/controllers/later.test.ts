import {expect} from '@open-wc/testing';
import {css, html, LitElement} from 'lit';
import {settled, show, stage} from '../testing/element-state.ts';
import {later} from './later.ts';

const load = {answer: (): Promise<object> => Promise.resolve({}), asked: 0};

class Patient extends LitElement {
  readonly late = later(this, () => {
    load.asked += 1;
    return load.answer();
  });

  protected override render(): unknown {
    const part = this.late();
    return html`<p>${part === null ? 'not loaded' : part === undefined ? 'on its way' : 'here'}</p>`;
  }
}
customElements.define('x-patient', Patient);

describe('later', () => {
  let host: Patient;
  const mount = async (answer: () => Promise<object>): Promise<void> => {
    load.answer = answer;
    load.asked = 0;
    const container = stage();
    host = document.createElement('x-patient') as Patient;
    await show(container, html`${host}`);
  };
  const text = (): string | null | undefined => host.shadowRoot?.querySelector('p')?.textContent;

  afterEach(() => document.body.replaceChildren());

  it('asks once, shows the module when it is there, and wears its styles', async () => {
    const answer = Promise.withResolvers<object>();
    await mount(() => answer.promise);
    expect(text()).to.equal('on its way');
    host.requestUpdate();
    await settled(document.body);
    answer.resolve({styles: [css`p { position: absolute }`]});
    await answer.promise;
    await settled(document.body);
    expect([text(), load.asked, getComputedStyle(host.shadowRoot?.querySelector('p') ?? host).position]).to.deep.equal([
      'here',
      1,
      'absolute',
    ]);
  });

  it('tells that it could not be loaded, and asks again when it is needed a while later (T29)', async () => {
    const {now} = performance;
    try {
      const errors: unknown[] = [];
      document.body.addEventListener('tenant-error', ({error}) => errors.push(error.kind), {once: true});
      await mount(() => Promise.reject(new TypeError('gone')));
      await settled(document.body);
      expect([text(), errors, load.asked]).to.deep.equal(['not loaded', ['network'], 1]);
      host.requestUpdate();
      await settled(document.body);
      expect(load.asked).to.equal(1);
      load.answer = () => Promise.resolve({});
      performance.now = () => now.call(performance) + 6000;
      host.requestUpdate();
      await settled(document.body);
      expect([text(), load.asked]).to.deep.equal(['here', 2]);
    } finally {
      performance.now = now;
    }
  });

  it('what comes after the element has gone does not wake it (T28)', async () => {
    const answer = Promise.withResolvers<object>();
    await mount(() => answer.promise);
    host.remove();
    answer.resolve({});
    await answer.promise;
    await Promise.resolve();
    expect(host.isUpdatePending).to.equal(false);
  });
});
