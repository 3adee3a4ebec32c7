import {expect, oneEvent} from '@open-wc/testing';
import {html} from 'lit';
import '../../define/credential-handoff.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {sampleHandoff, states} from './credential-handoff.states.ts';
import type {CredentialHandoff} from './credential-handoff.ts';

const SECRET = 'K7QM4-WPXR2-9TFHC-3VJDN';

const mount = async (container: HTMLElement = stage()): Promise<CredentialHandoff> => {
  await show(container, html`<credential-handoff .handoff=${sampleHandoff({temporaryPassword: SECRET})}></credential-handoff>`);
  return get<CredentialHandoff>(container, 'credential-handoff');
};

const forgets = (element: CredentialHandoff): void => {
  expect(element.handoff?.temporaryPassword ?? null).to.equal(null);
  expect(element.shadowRoot?.textContent).not.to.contain('K7QM4');
};

/** Puts something in the place of a member of the browser, for one test. */
const replaced: (() => void)[] = [];
const replace = (object: object, name: string, value: unknown): void => {
  const original = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, {configurable: true, writable: true, value});
  replaced.push(() => (original ? Object.defineProperty(object, name, original) : Reflect.deleteProperty(object, name)));
};

describe('credential-handoff', () => {
  keepsPromises('credential-handoff', {properties: {handoff: sampleHandoff()}});
  walkStates(states);

  afterEach(() => {
    document.body.replaceChildren();
    for (const restore of replaced.splice(0)) {
      restore();
    }
  });

  it('shows the temporary password in groups, with address, username and expiry', async () => {
    const element = await mount();
    const output = get<HTMLOutputElement>(element, 'output');
    expect(output.textContent?.trim()).to.equal(SECRET);
    expect(output.ariaLabel).to.equal('Temporary password');
    const facts = [...(element.shadowRoot?.querySelectorAll('dt, dd') ?? [])].map((fact) => textOf(fact));
    expect(facts.slice(0, 5)).to.deep.equal(['Login URL', 'https://halyard.example/northlight', 'Username', 'nia.castellanos', 'Expires']);
    expect(facts[5]).to.match(/^\d+ \w+ \d{4}, \d\d:\d\d \S+ in 24 hours$/);
    expect(get(element, 'time').title).to.match(/ UTC$/);
    expect(textOf(get(element, '.notice'))).to.equal('This is the only time you see it. Hidden in 5:00.');
  });

  it('the secret is in no attribute, and reads from left to right in any page (X7, T27)', async () => {
    document.body.dir = 'rtl';
    const element = await mount();
    expect(getComputedStyle(get(element, 'output')).direction).to.equal('ltr');
    for (const node of [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])]) {
      for (const {value} of node.attributes) {
        expect(value).not.to.contain('K7QM4');
      }
    }
    document.body.removeAttribute('dir');
  });

  it('counts down by the clock and forgets the secret after five minutes (X7)', async () => {
    const element = await mount();
    await until(() => textOf(get(element, '.notice')).includes('4:5'), 'the first second');
    const later = Date.now() + 300_001;
    replace(Date, 'now', () => later);
    await until(() => find(element, '.gone'), 'the end');
    await settled(document.body);
    forgets(element);
    expect(textOf(get(element, '.gone'))).to.equal('The temporary password is hidden now and cannot be shown again.');
    expect(textOf(get(element, '[role=status]'))).to.contain('hidden now');
    expect(find(element, '.print')).to.equal(undefined);
  });

  it('forgets it when it leaves the page, not when it is moved (X7, T30)', async () => {
    const element = await mount();
    const elsewhere = stage();
    elsewhere.append(element);
    await settled(document.body);
    expect(element.handoff?.temporaryPassword).to.equal(SECRET);
    element.remove();
    await Promise.resolve();
    await element.updateComplete;
    forgets(element);
  });

  it('forgets it when the dialog around it closes (X7)', async () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    const element = await mount(dialog);
    const closed = oneEvent(dialog, 'close');
    dialog.close();
    await closed;
    await settled(document.body);
    forgets(element);
  });

  it('is done once, without the secret in the event (T27)', async () => {
    const element = await mount();
    const done = oneEvent(document.body, 'handoff-done');
    get(element, '.primary').click();
    const event = await done;
    await settled(document.body);
    expect(event.composed).to.equal(true);
    expect(Object.keys(event).filter((key) => key !== 'isTrusted')).to.deep.equal([]); // some engines' events have that one of their own
    forgets(element);
  });

  it('copies it exactly, and says so', async () => {
    const copied: string[] = [];
    replace(navigator, 'clipboard', {writeText: async (text: string) => void copied.push(text)});
    const element = await mount();
    element.focus();
    expect(element.shadowRoot?.activeElement?.part.contains('copy')).to.equal(true);
    get(element, '[part=copy]').click();
    await until(() => textOf(get(element, '[part=copy]')) === 'Copied');
    expect(copied).to.deep.equal([SECRET]);
    expect([...(element.shadowRoot?.querySelectorAll('[role=status]') ?? [])].at(-1)?.textContent).to.equal('Copied');
  });

  it('where the clipboard is closed it selects the secret and says how to go on', async () => {
    replace(navigator, 'clipboard', undefined);
    const element = await mount();
    get(element, '[part=copy]').click();
    await until(() => find(element, '.by-hand'));
    expect(textOf(get(element, '.by-hand'))).to.contain('It is selected.');
  });

  it('prints a page of its own and takes it away again (T26)', async () => {
    const element = await mount();
    const printed: string[] = [];
    const append = Node.prototype.appendChild;
    replace(Node.prototype, 'appendChild', function appendChild(this: Node, node: Node) {
      append.call(this, node);
      if (node instanceof HTMLIFrameElement && node.contentWindow) {
        node.contentWindow.print = () => {
          printed.push(node.contentDocument?.body.textContent ?? '');
          node.contentWindow?.dispatchEvent(new Event('afterprint'));
        };
      }
      return node;
    });
    get(element, '.print').click();
    expect(printed).to.have.length(1);
    expect(printed[0]).to.contain('Login URL: https://halyard.example/northlight').and.to.contain(`Temporary password: ${SECRET}`);
    expect(find(element, 'iframe')).to.equal(undefined);
  });

  it('what comes from the server is text (X8)', async () => {
    const container = stage();
    const loginUrl = 'javascript:alert(1)//<b>';
    await show(container, html`<credential-handoff .handoff=${sampleHandoff({loginUrl})}></credential-handoff>`);
    expect(textOf(get(container, 'dd'))).to.equal(loginUrl);
    expect(find(container, 'a')).to.equal(undefined);
  });

  it('says so when the one answer with the secret was lost (X2, E32)', async () => {
    const container = stage();
    await show(
      container,
      html`<credential-handoff .handoff=${sampleHandoff({temporaryPassword: null, secretWithheld: true})}></credential-handoff>`,
    );
    expect(textOf(get(container, '.gone'))).to.equal(
      'The user exists. The temporary password was shown only once, in an answer that was lost, and cannot be shown again. Until it is replaced, the user cannot sign in.',
    );
    expect(find(container, '[part=copy]')).to.equal(undefined);
  });
});
