import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/password-reset-request.ts';
import {find, get, settled, show, stage, submit, textOf, type, until} from '../../testing/element-state.ts';
import {fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {freshTenant, mailsTo, type TestMail} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {PasswordResetRequest} from './password-reset-request.ts';
import {states} from './password-reset-request.states.ts';

const mount = async (answer: unknown, tenant = 'northlight') => {
  const sent: unknown[] = [];
  const client = fakeClient({
    'POST /v1/password-resets': async (request: Request) => {
      sent.push(await request.clone().json());
      return answer;
    },
  });
  await show(stage(), html`<password-reset-request tenant=${tenant} .client=${client}></password-reset-request>`);
  const form = get<PasswordResetRequest>(document.body, 'password-reset-request');
  const send = async (event: string): Promise<Event> => {
    type(get<HTMLInputElement>(form, '#login'), 'amara.okafor');
    await settled(document.body);
    return submit(form, event);
  };
  return {form, sent, send};
};

describe('password-reset-request', () => {
  keepsPromises('password-reset-request', {client: () => fakeClient(), properties: {tenant: 'northlight'}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('asks for a link, forgets who was meant, and says what is true for everybody (A11, S0-32)', async () => {
    const {form, sent, send} = await mount(undefined);
    const heard = await send('password-reset-requested');
    expect(sent).to.deep.equal([{tenant: 'northlight', login: 'amara.okafor'}]);
    expect(textOf(get(form, '[role=status]'))).to.equal('If there is such an account, a mail is on its way.');
    expect([find(form, 'form'), form.shadowRoot?.activeElement?.className]).to.deep.equal([undefined, 'notice success']);
    expect(JSON.stringify(heard) + (form.shadowRoot?.innerHTML ?? '')).not.to.contain('amara.okafor');
  });

  it('goes by keyboard alone, and asks for the Organization where no tenant is given', async () => {
    const {form, sent} = await mount(undefined, '');
    form.focus();
    await sendKeys({type: 'northlight'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: ' amara@northlight.example '});
    const requested = oneEvent(form, 'password-reset-requested');
    await sendKeys({press: 'Enter'});
    await requested;
    expect(sent).to.deep.equal([{tenant: 'northlight', login: 'amara@northlight.example'}]);
  });

  it('sends nothing while something is missing, and says what (S0-15)', async () => {
    const {form, sent} = await mount(undefined, '');
    get(form, '[type=submit]').click();
    await settled(document.body);
    expect(sent).to.deep.equal([]);
    expect(textOf(form)).to.contain('Enter the name of your organization.').and.to.contain('Enter your username or your email address.');
    expect(form.shadowRoot?.activeElement?.id).to.equal('organization');
  });

  it('sends nothing when the host cancels password-reset-request', async () => {
    const {form, sent, send} = await mount(undefined);
    form.addEventListener('password-reset-request', (event) => event.preventDefault());
    await send('password-reset-request');
    expect([sent, Boolean(find(form, 'form'))]).to.deep.equal([[], true]);
  });

  for (const [what, answer, sentence] of [
    [
      'a lost answer',
      unreachable,
      'We could not see whether a mail is on its way. Look into your mailbox; if there is none, send this again.',
    ],
    [
      'a server without mail',
      refusal('mail-not-configured'),
      'No mail was asked for. This server sends no mail. Ask a Tenant Admin for a new password.',
    ],
    ['a busy server', refusal('temporarily-unavailable'), 'No mail was asked for. The server is busy. Wait a moment.'],
  ] as const) {
    it(`after ${what} it says so, once, and what was typed is kept (S3)`, async () => {
      const {form, sent, send} = await mount(answer);
      await send('password-reset-request-failed');
      expect(sent.length).to.equal(1);
      expect(textOf(get(form, '[role=alert]'))).to.equal(sentence);
      expect([get<HTMLInputElement>(form, '#login').value, form.shadowRoot?.activeElement?.id]).to.deep.equal(['amara.okafor', 'login']);
    });
  }

  it('on the real server somebody and nobody get the same words (A11, E16)', async () => {
    const username = `amara.${Date.now().toString(36)}`;
    const {slug} = await freshTenant([{username}]);
    const client = new TenantClient({baseUrl: '/api', auth: {cookie: true}});
    const said: string[] = [];
    for (const login of [username, `nobody.${username}`]) {
      await show(stage(), html`<password-reset-request tenant=${slug} .client=${client}></password-reset-request>`);
      const form = get<PasswordResetRequest>(document.body, 'password-reset-request');
      type(get<HTMLInputElement>(form, '#login'), login);
      await settled(document.body);
      get(form, '[type=submit]').click();
      await until(() => find(form, '.notice'), 'what is said');
      said.push(textOf(get(form, '.notice')));
      document.body.replaceChildren();
    }
    expect(said).to.deep.equal(Array(2).fill('If there is such an account, a mail is on its way.'));
    let mails: TestMail[] = [];
    while (mails.length === 0) {
      mails = await mailsTo(`${username}@aurora.example`);
    }
    expect(mails[0]?.text).to.match(/\/reset#token=\S+/);
  });
});
