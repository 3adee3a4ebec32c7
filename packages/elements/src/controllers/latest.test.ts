import {expect} from '@open-wc/testing';
import {TenantryError} from '@tenantry/sdk';
import {html, LitElement} from 'lit';
import {property} from 'lit/decorators.js';
import {until} from '../testing/element-state.ts';
import {Latest} from './latest.ts';

/** What was asked, and how each question ends. */
interface Asked {
  readonly question: string;
  readonly signal: AbortSignal;
  readonly answer: (text: string) => void;
  readonly fail: (error: Error) => void;
}

class TestAsker extends LitElement {
  @property() question?: string | undefined;
  readonly asked: Asked[] = [];
  readonly latest = new Latest(
    this,
    () => this.question,
    (question, signal) => new Promise<string>((answer, fail) => this.asked.push({question, signal, answer, fail})),
  );

  protected override render(): unknown {
    return html`${this.latest.isPending ? 'pending' : (this.latest.failure?.kind ?? this.latest.answer ?? 'nothing')}`;
  }
}
customElements.define('test-asker', TestAsker);

const mount = async (question?: string): Promise<TestAsker> => {
  const asker = Object.assign(document.createElement('test-asker') as TestAsker, {question});
  document.body.append(asker);
  await asker.updateComplete;
  return asker;
};

const shows = (asker: TestAsker, text: string): Promise<void> => until(() => asker.shadowRoot?.textContent === text, text);

describe('the latest answer', () => {
  afterEach(() => document.body.replaceChildren());

  it('nothing is asked without a question', async () => {
    const asker = await mount();
    await shows(asker, 'nothing');
    expect(asker.asked).to.have.length(0);
  });

  it('an answer is shown, and the one before until it comes', async () => {
    const asker = await mount('one');
    await shows(asker, 'pending');
    asker.asked[0]?.answer('first');
    await shows(asker, 'first');
  });

  it('another question gives the one before up, whichever answer comes first (T9, T28)', async () => {
    const asker = await mount('one');
    asker.question = 'two';
    await until(() => asker.asked.length === 2);
    expect(asker.asked[0]?.signal.aborted).to.equal(true);
    asker.asked[1]?.answer('second');
    await shows(asker, 'second');
    asker.asked[0]?.answer('first');
    await new Promise((resolve) => setTimeout(resolve));
    asker.requestUpdate();
    await asker.updateComplete;
    await shows(asker, 'second');
  });

  it('a failure is kept until it is asked again', async () => {
    const asker = await mount('one');
    asker.asked[0]?.fail(new TenantryError('network', 'No network'));
    await shows(asker, 'network');
    const again = asker.latest.again();
    asker.asked[1]?.answer('better');
    await again;
    await shows(asker, 'better');
  });

  it('what failed is asked again by itself with the network back, what was answered is not (T9)', async () => {
    const asker = await mount('one');
    asker.asked[0]?.fail(new TenantryError('offline', 'No network'));
    await shows(asker, 'offline');
    dispatchEvent(new Event('online'));
    expect(asker.asked).to.have.length(2);
    asker.asked[1]?.answer('better');
    await shows(asker, 'better');
    dispatchEvent(new Event('online'));
    expect(asker.asked).to.have.length(2);
  });

  it('an answer is not shown for another question, nor kept without one', async () => {
    const asker = await mount('one');
    asker.asked[0]?.answer('first');
    await shows(asker, 'first');
    asker.question = undefined;
    await shows(asker, 'nothing');
    expect(asker.latest.answeredAt).to.equal(undefined);
  });

  it('an answer outlives a move while it is asked for again (T28)', async () => {
    const asker = await mount('one');
    asker.asked[0]?.answer('first');
    await shows(asker, 'first');
    void asker.latest.again();
    document.body.append(asker);
    await until(() => asker.asked.length === 3);
    expect([asker.latest.answer, asker.asked[1]?.signal.aborted]).to.deep.equal(['first', true]);
  });

  it('leaving the page gives the question up, coming back asks it anew (T28)', async () => {
    const asker = await mount('one');
    asker.remove();
    expect(asker.asked[0]?.signal.aborted).to.equal(true);
    document.body.append(asker);
    await until(() => asker.asked.length === 2);
    asker.asked[1]?.answer('first');
    await shows(asker, 'first');
  });
});
