import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../define/password-field.ts';
import {find, get, settled, show, textOf, type, until} from '../../testing/element-state.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {samplePolicy} from '../../testing/samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {PasswordCheckedEvent} from './password-field.events.ts';
import type {PasswordField} from './password-field.ts';
import {states} from './password-field.states.ts';

const GOOD = 'weathervane over the barn';

const mount = async (template = html`<password-field required confirm generate reveal .policy=${samplePolicy()}></password-field>`) => {
  const stage = document.createElement('div');
  document.body.append(stage);
  await show(stage, template);
  const field = get<PasswordField>(stage, 'password-field');
  return {
    stage,
    field,
    value: get<HTMLInputElement>(field, '#value'),
    confirmation: find<HTMLInputElement>(field, '#confirmation') as HTMLInputElement,
  };
};

describe('password-field', () => {
  keepsPromises('password-field', {
    properties: {value: GOOD, policy: samplePolicy(), confirm: true, reveal: true, generate: true, hint: 'Strong password'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('has the labels and helper texts of the form (S0-13, S1-05)', async () => {
    const {field, value, confirmation} = await mount();
    const labels = [...(field.shadowRoot?.querySelectorAll('label') ?? [])].map((label) => label.textContent);
    expect(labels).to.deep.equal(['Password', 'Confirm Password']);
    expect(textOf(field)).to.contain('Re-enter the password to confirm');
    expect([value.type, value.autocomplete, confirmation.type, confirmation.autocomplete]).to.deep.equal([
      'password',
      'new-password',
      'password',
      'new-password',
    ]);
  });

  it('shows the characters of both inputs, and the button says what it will do (S0-13)', async () => {
    const {field, value, confirmation} = await mount();
    const button = get(field, '.control button');
    expect([button.textContent?.trim(), button.ariaLabel]).to.deep.equal(['Show', 'Show password']);
    button.click();
    await settled(document.body);
    expect([button.textContent?.trim(), button.ariaLabel]).to.deep.equal(['Hide', 'Hide password']);
    expect([value.type, confirmation.type]).to.deep.equal(['text', 'text']);
  });

  it('counts as one types and calls nothing wrong before the field is left (A8)', async () => {
    const {field, value} = await mount();
    value.focus();
    await sendKeys({type: 'weathervane'});
    await settled(document.body);
    expect(textOf(field)).to.contain('15 characters or more, 11 so far');
    expect(find(field, '.wrong')).to.equal(undefined);
    value.blur();
    await settled(document.body);
    expect(textOf(get(field, '.wrong'))).to.equal('15 characters or more, 11 so far (not met)');
    expect(value.getAttribute('aria-invalid')).to.equal('true');
  });

  it('says what is still missing to whoever cannot see it, once the typing pauses', async () => {
    const {field, value} = await mount();
    type(value, 'weathervane');
    await until(() => get(field, '[role=status]').textContent !== '', 'the announcement');
    expect(get(field, '[role=status]').textContent).to.equal('15 characters or more: not met');
  });

  it('another password in the second input is an error there (S1-05)', async () => {
    const {field, value, confirmation} = await mount();
    type(value, GOOD);
    type(confirmation, 'weathervane');
    expect(field.check()).to.equal(false);
    await settled(document.body);
    expect(textOf(get(field, '#confirmation-note'))).to.equal('This is not the same password.');
    field.focus();
    expect(field.shadowRoot?.activeElement).to.equal(confirmation);
    type(confirmation, GOOD);
    await settled(document.body);
    expect(field.check()).to.equal(true);
    expect(field.checkValidity()).to.equal(true);
  });

  it('tells the rules that are broken and never the password (T27)', async () => {
    const {field, value, confirmation} = await mount();
    const first = oneEvent(field, 'password-checked') as Promise<PasswordCheckedEvent>;
    type(value, 'weathervane');
    const {ok, rules} = await first;
    expect([ok, rules]).to.deep.equal([false, ['too-short']]);
    const heard: PasswordCheckedEvent[] = [];
    field.addEventListener('password-checked', (event) => heard.push(event));
    type(value, GOOD);
    type(confirmation, GOOD);
    await settled(document.body);
    expect(heard.at(-1)?.ok).to.equal(true);
    expect(JSON.stringify(heard.at(-1))).not.to.contain('weathervane');
    expect(field.outerHTML).not.to.contain('weathervane');
    expect(field.shadowRoot?.innerHTML).not.to.contain('weathervane');
  });

  it('generates one that keeps the policy, shows it and confirms it', async () => {
    const {field, value, confirmation} = await mount();
    const changed = oneEvent(field, 'change');
    get(field, '.link-button').click();
    await changed;
    await settled(document.body);
    expect(field.check()).to.equal(true);
    expect(value.type).to.equal('text');
    expect(value.value).to.match(/^[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}$/);
    expect(confirmation.value).to.equal(value.value);
  });

  it('what the server refuses is shown until another password is typed (S0-04)', async () => {
    const {field, value} = await mount();
    type(value, GOOD);
    field.refused = ['blocklisted'];
    expect(field.check()).to.equal(false);
    await settled(document.body);
    expect(textOf(get(field, '.wrong'))).to.equal('Not a common password (not met)');
    type(value, `${GOOD}s`);
    await settled(document.body);
    expect(find(field, '.wrong')).to.equal(undefined);
  });

  it('takes part in a form: its value under its name, its validity, Enter, reset', async () => {
    let sent = 0;
    const {stage, value} = await mount(html`
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          sent++;
        }}
      >
        <password-field name="password" required></password-field>
      </form>
    `);
    const form = get<HTMLFormElement>(stage, 'form');
    await settled(document.body);
    expect(form.checkValidity()).to.equal(false);
    value.focus();
    await sendKeys({type: GOOD});
    await settled(document.body);
    expect(new FormData(form).get('password')).to.equal(GOOD);
    await sendKeys({press: 'Enter'});
    expect(sent).to.equal(1);
    form.reset();
    await settled(document.body);
    expect(value.value).to.equal('');
  });

  it('forgets the password when it leaves the page, not when it is moved (T30)', async () => {
    const {stage, field, value} = await mount();
    type(value, GOOD);
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(field);
    await settled(document.body);
    expect(field.value).to.equal(GOOD);
    field.remove();
    await settled(document.body);
    stage.append(field);
    await settled(document.body);
    expect([field.value, value.value]).to.deep.equal(['', '']);
  });

  it('a password can be pasted', async () => {
    const {value} = await mount();
    const paste = new ClipboardEvent('paste', {bubbles: true, cancelable: true, composed: true});
    expect(value.dispatchEvent(paste)).to.equal(true);
  });
});
