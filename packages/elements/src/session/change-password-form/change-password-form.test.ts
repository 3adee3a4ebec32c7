import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/change-password-form.ts';
import '../../define/tenant-provider.ts';
import {find, get, settled, show, stage, submit, textOf, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {sampleId, sampleMe, samplePolicy, sampleUser} from '../../testing/samples.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {ChangePasswordForm} from './change-password-form.ts';
import {states} from './change-password-form.states.ts';

const GOOD = 'weathervane over the barn';
const policy: Answers = {'GET /v1/tenants/self/password-policy': samplePolicy()};

const mount = async (answers: Answers) => {
  const sent: unknown[] = [];
  const answer = answers['POST /v1/me/password'];
  const client = fakeClient({
    ...policy,
    'POST /v1/me/password': async (request: Request) => {
      sent.push(await request.clone().json());
      return typeof answer === 'function' ? answer(request) : answer;
    },
  });
  await show(stage(), html`<change-password-form .client=${client}></change-password-form>`);
  const form = get<ChangePasswordForm>(document.body, 'change-password-form');
  await until(() => find(form, '.rules'), 'the policy');
  return {
    form,
    sent,
    current: get<HTMLInputElement>(form, '#current'),
    value: get<HTMLInputElement>(form, '#value'),
    confirmation: get<HTMLInputElement>(form, '#confirmation'),
    submit: get<HTMLButtonElement>(form, '[type=submit]'),
  };
};

const fill = ({current, value, confirmation}: Record<'current' | 'value' | 'confirmation', HTMLInputElement>, password = GOOD): void => {
  type(current, 'the old password');
  type(value, password);
  type(confirmation, password);
};

const TOKEN = 'ten_1.a-token-that-nobody-sees';

const mountLink = async (answer: unknown) => {
  const sent: unknown[] = [];
  const asked: string[] = [];
  const record = (request: Request): void => void asked.push(new URL(request.url).pathname);
  const client = fakeClient({
    'GET /v1/tenants/self/password-policy': (request: Request) => {
      record(request);
      return samplePolicy();
    },
    'POST /v1/password-resets/complete': async (request: Request) => {
      record(request);
      sent.push(await request.clone().json());
      return answer;
    },
  });
  await show(stage(), html`<change-password-form .token=${TOKEN} .client=${client}></change-password-form>`);
  const form = get<ChangePasswordForm>(document.body, 'change-password-form');
  const send = async (event: 'password-changed' | 'password-change-failed'): Promise<Event> => {
    type(get<HTMLInputElement>(form, '#value'), GOOD);
    type(get<HTMLInputElement>(form, '#confirmation'), GOOD);
    await settled(document.body);
    return submit(form, event);
  };
  return {form, sent, asked, send};
};

describe('change-password-form', () => {
  keepsPromises('change-password-form', {client: () => fakeClient(policy), properties: {forced: true, owner: {username: 'amara.okafor'}}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('sends both passwords, says so, and forgets them (T30)', async () => {
    const {form, sent, ...inputs} = await mount({'POST /v1/me/password': undefined});
    fill(inputs);
    await settled(document.body);
    const changed = oneEvent(form, 'password-changed');
    inputs.submit.click();
    await changed;
    await settled(document.body);
    expect(sent).to.deep.equal([{currentPassword: 'the old password', newPassword: GOOD}]);
    expect(textOf(form)).to.contain('Your password was changed.');
    expect([inputs.current.value, inputs.value.value, inputs.confirmation.value]).to.deep.equal(['', '', '']);
  });

  it('goes by keyboard alone', async () => {
    const {form, sent, current} = await mount({'POST /v1/me/password': undefined});
    current.focus();
    await sendKeys({type: 'the old password'});
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: GOOD});
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: GOOD});
    const changed = oneEvent(form, 'password-changed');
    await sendKeys({press: 'Enter'});
    await changed;
    expect(sent.length).to.equal(1);
  });

  it('sends nothing while something is missing, and goes to the first of it (S0-15)', async () => {
    const {form, sent, current, submit} = await mount({});
    submit.click();
    await settled(document.body);
    expect(sent).to.deep.equal([]);
    expect(form.shadowRoot?.activeElement).to.equal(current);
    type(current, 'the old password');
    submit.click();
    await settled(document.body);
    expect(form.shadowRoot?.activeElement?.localName).to.equal('password-field');
  });

  it('sends nothing when the host cancels password-change', async () => {
    const {form, sent, ...inputs} = await mount({});
    form.addEventListener('password-change', (event) => event.preventDefault());
    fill(inputs);
    await settled(document.body);
    inputs.submit.click();
    await settled(document.body);
    expect(sent).to.deep.equal([]);
  });

  it('a wrong current password is an error at its field, and the new one is kept', async () => {
    const {form, sent: _, ...inputs} = await mount({'POST /v1/me/password': refusal('wrong-password')});
    fill(inputs);
    await settled(document.body);
    const failed = oneEvent(form, 'password-change-failed');
    inputs.submit.click();
    await failed;
    await until(() => form.shadowRoot?.activeElement === inputs.current, 'the focus');
    expect(textOf(get(form, '#current-note'))).to.equal('This is not your current password.');
    expect(inputs.value.value).to.equal(GOOD);
  });

  it('names every rule that the server found broken (S0-04, A8)', async () => {
    const {
      form,
      sent: _,
      ...inputs
    } = await mount({'POST /v1/me/password': refusal('password-policy', {rules: ['blocklisted', 'same-as-temporary']})});
    fill(inputs);
    await settled(document.body);
    const failed = oneEvent(form, 'password-change-failed');
    inputs.submit.click();
    await failed;
    await settled(document.body);
    expect([...(get(form, 'password-field').shadowRoot?.querySelectorAll('.wrong') ?? [])].map(textOf)).to.deep.equal([
      'Not a common password (not met)',
      'Not the temporary password (not met)',
    ]);
  });

  for (const [what, answer] of [
    ['a lost answer', unreachable],
    ['an answer that cannot be read', new Response('<h1>502</h1>', {status: 502})],
    ['an error inside the server', refusal('internal-error')],
  ] as const) {
    it(`after ${what} it says what nobody could see (S3, T4)`, async () => {
      const {form, sent, ...inputs} = await mount({'POST /v1/me/password': answer});
      fill(inputs);
      await settled(document.body);
      const failed = oneEvent(form, 'password-change-failed');
      inputs.submit.click();
      await failed;
      await settled(document.body);
      expect(sent.length).to.equal(1);
      expect(textOf(get(form, '[role=alert]'))).to.equal(
        'We could not see whether your password was changed. Sign in with the new one; if that fails, with the old one.',
      );
      expect(inputs.value.value).to.equal(GOOD);
    });
  }

  it('says that the temporary password has expired, and who gives another (A6)', async () => {
    const {form, sent: _, ...inputs} = await mount({'POST /v1/me/password': refusal('temporary-password-expired')});
    fill(inputs);
    await settled(document.body);
    const failed = oneEvent(form, 'password-change-failed');
    inputs.submit.click();
    await failed;
    await settled(document.body);
    expect(textOf(get(form, '[role=alert]'))).to.equal(
      'Your password was not changed. Your temporary password has expired. Ask a Tenant Admin for a new one.',
    );
  });

  it('what is on its way is not given up when the form goes: the answer holds the new session (T28)', async () => {
    const signals: AbortSignal[] = [];
    const {
      form,
      sent: _,
      ...inputs
    } = await mount({
      'POST /v1/me/password': (request: Request) => {
        signals.push(request.signal);
        return never(request);
      },
    });
    fill(inputs);
    await settled(document.body);
    inputs.submit.click();
    await until(() => signals.length === 1, 'the request');
    form.remove();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([signals[0]?.aborted, inputs.value.value]).to.deep.equal([false, '']);
  });

  for (const [outcome, answer] of [
    ['success', undefined],
    ['a lost answer', unreachable],
  ] as const) {
    it(`keeps the focus after ${outcome}`, async () => {
      const {form, sent: _, ...inputs} = await mount({'POST /v1/me/password': answer});
      fill(inputs);
      await settled(document.body);
      const said = oneEvent(form, answer ? 'password-change-failed' : 'password-changed');
      await sendKeys({press: 'Enter'});
      await said;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      expect(document.activeElement).to.equal(form);
    });
  }

  it('what one person typed is not there for the next one', async () => {
    let me = sampleMe();
    const client = fakeClient({...policy, 'GET /v1/session': () => me});
    await show(stage(), html`<tenant-provider .client=${client}><change-password-form></change-password-form></tenant-provider>`);
    const provider = get<HTMLElementTagNameMap['tenant-provider']>(document.body, 'tenant-provider');
    const inputs = ['current', 'value', 'confirmation'].map((id) => get<HTMLInputElement>(document.body, `#${id}`));
    await until(() => provider.session?.status === 'signed-in', 'the session');
    for (const input of inputs) {
      type(input, GOOD);
    }
    await provider.refresh();
    await settled(document.body);
    expect(inputs.map(({value}) => value)).to.deep.equal([GOOD, GOOD, GOOD]);
    me = sampleMe({user: sampleUser({id: sampleId('usr', 77), username: 'somebody.else'})});
    await provider.refresh();
    await settled(document.body);
    expect(inputs.map(({value}) => value)).to.deep.equal(['', '', '']);
  });

  it('does not ask for a password that the user has just typed, until that turns out wrong', async () => {
    const {form, sent, ...inputs} = await mount({'POST /v1/me/password': refusal('wrong-password')});
    form.startWith('the temporary one');
    await settled(document.body);
    expect(find(form, '#current')).to.equal(undefined);
    type(inputs.value, GOOD);
    type(inputs.confirmation, GOOD);
    await settled(document.body);
    inputs.submit.click();
    await until(() => find(form, '#current'), 'the question for the current password');
    expect(sent).to.deep.equal([{currentPassword: 'the temporary one', newPassword: GOOD}]);
  });

  it('sets a password by the token of a link, without a current one, and says that one can sign in now (A11, S0-32)', async () => {
    const {form, sent, asked, send} = await mountLink(undefined);
    expect(find(form, '#current')).to.equal(undefined);
    await send('password-changed');
    expect(sent).to.deep.equal([{token: TOKEN, newPassword: GOOD}]);
    expect(asked).to.deep.equal(['/fake/v1/password-resets/complete']);
    expect(textOf(get(form, '[role=status]'))).to.equal('Your new password is set. You can sign in now.');
    expect([find(form, 'form'), form.shadowRoot?.activeElement?.className]).to.deep.equal([undefined, 'notice success']);
  });

  it('the token of a link is in no markup, no event and no address (T27)', async () => {
    const {form, send} = await mountLink(refusal('link-expired'));
    const heard = await send('password-change-failed');
    expect(JSON.stringify(heard)).not.to.contain(TOKEN);
    expect(form.outerHTML + form.shadowRoot?.innerHTML + location.href).not.to.contain(TOKEN);
  });

  it('a link that is used up or too old says so, and what to do (A11, E27)', async () => {
    const {form, send} = await mountLink(refusal('link-expired'));
    await send('password-change-failed');
    expect(textOf(get(form, '[role=alert]'))).to.equal(
      'Your password was not changed. This link has been used or has expired. Ask for a new one.',
    );
  });

  it('without rules that it could read, the server names those that are broken, and the link is still good (A8, A11)', async () => {
    const {form, sent, send} = await mountLink(refusal('password-policy', {rules: ['blocklisted']}));
    await send('password-change-failed');
    expect([...(get(form, 'password-field').shadowRoot?.querySelectorAll('.wrong') ?? [])].map(textOf)).to.deep.equal([
      'Not a common password (not met)',
    ]);
    expect([sent.length, form.token]).to.deep.equal([1, TOKEN]);
  });

  it('after a lost answer to a link it says what nobody could see, having sent it once (S3)', async () => {
    const {form, sent, send} = await mountLink(unreachable);
    await send('password-change-failed');
    expect(sent.length).to.equal(1);
    expect(textOf(get(form, '[role=alert]'))).to.equal(
      'We could not see whether your password was changed. Sign in with the new one; if that fails, with the old one.',
    );
  });

  it('the real server finds no such link (A11, E27)', async () => {
    await freshTenant();
    await show(
      stage(),
      html`<change-password-form .token=${TOKEN} .client=${new TenantClient({baseUrl: '/api', auth: {cookie: true}})}></change-password-form>`,
    );
    const form = get<ChangePasswordForm>(document.body, 'change-password-form');
    type(get<HTMLInputElement>(form, '#value'), GOOD);
    type(get<HTMLInputElement>(form, '#confirmation'), GOOD);
    await settled(document.body);
    get(form, '[type=submit]').click();
    await until(() => find(form, '[role=alert]'), 'the refusal');
    expect(textOf(get(form, '[role=alert]'))).to.contain('This link has been used or has expired.');
  });
});
