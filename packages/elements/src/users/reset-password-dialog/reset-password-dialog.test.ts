import {expect, oneEvent} from '@open-wc/testing';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/reset-password-dialog.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {fakeClient, refusal} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {press} from '../../testing/keys.ts';
import {clientOf, freshTenant, mailsTo} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {mateo} from '../../testing/dialog-states.ts';
import {sampleMe} from '../../testing/samples.ts';
import type {PasswordResetEvent} from './reset-password-dialog.events.ts';
import type {ResetPasswordDialog} from './reset-password-dialog.ts';
import {answers, choosing, confirmed, mailed, states} from './reset-password-dialog.states.ts';

const SECRET = 'K7QM4-WPXR2-9TFHC-3VJDN';
const WRITE = `POST /v1/tenants/self/users/${mateo.id}/reset-password` as const;

const dialog = (): ResetPasswordDialog => get<ResetPasswordDialog>(document.body, 'reset-password-dialog');

describe('reset-password-dialog', () => {
  keepsPromises('reset-password-dialog', {
    client: () => fakeClient(answers),
    properties: {userId: mateo.id, open: true},
    nonsense: {'user-id': '../..', open: 'no'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('says what will happen, and Cancel has the focus (S0-32, X10)', async () => {
    await show(stage(), html`<reset-password-dialog open .user=${mateo} .client=${fakeClient(answers)}></reset-password-dialog>`);
    expect(textOf(get(dialog(), 'h2'))).to.equal('Reset the password of Mateo Ferreira?');
    expect(textOf(dialog())).to.contain('The old password stops working, and open sessions end at once.');
    expect(dialog().shadowRoot?.activeElement?.getAttribute('part')).to.equal('cancel');
  });

  it('resets by keyboard alone: the old password and the sessions are dead, the temporary one asks for a new one (S0-32, S1-10, A10, L7, on the real server)', async () => {
    const {client, slug, users} = await freshTenant([{username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'}]);
    const [user] = users;
    if (!user) {
      throw new Error('There is no user');
    }
    const signIn = (password: string) =>
      new TenantClient({baseUrl: '/api', auth: {cookie: true}}).session.signIn({tenant: slug, username: user.username, password});
    await show(stage(), html`<reset-password-dialog open user-id=${user.id} .client=${client}></reset-password-dialog>`);
    await until(() => find(dialog(), '[part=confirm]'), 'the user');
    await settled(document.body);
    const done = oneEvent(dialog(), 'password-reset') as Promise<PasswordResetEvent>;
    await press('Tab', 'Enter');
    const {user: about, delivered} = await done;
    expect([about.id, delivered]).to.deep.equal([user.id, 'shown']);
    await until(() => find(dialog(), '[part=secret]'), 'the temporary password');
    const temporary = textOf(get(dialog(), '[part=secret]'));
    expect(temporary).to.match(/^[A-Z2-9]{5}(-[A-Z2-9]{5}){3}$/);
    expect(
      await clientOf(user)
        .users.get(user.id)
        .catch((error: unknown) => error),
    ).to.have.property('status', 401);
    expect(await signIn(user.password).catch((error: unknown) => error)).to.have.property('code', 'invalid-credentials');
    expect((await signIn(temporary)).session?.kind).to.equal('passwordChangeRequired');
  });

  it('shows the password once: not in an attribute, not in an event, and not after closing (X7)', async () => {
    const events: Event[] = [];
    for (const type of ['reset-password', 'password-reset', 'handoff-done']) {
      document.addEventListener(type, (event) => events.push(event), {once: true});
    }
    await confirmed(stage());
    expect(textOf(get(dialog(), '.dialog-head')))
      .to.contain('Temporary password is ready')
      .and.to.contain('For Mateo Ferreira.');
    expect(textOf(get(dialog(), '[part=secret]'))).to.equal(SECRET);
    expect(dialog().outerHTML + (dialog().shadowRoot?.innerHTML ?? '')).not.to.contain(SECRET);
    get(get(dialog(), 'credential-handoff'), '.primary').click();
    await until(() => !dialog().open, 'the dialog to close');
    await settled(document.body);
    expect(find(dialog(), 'credential-handoff')).to.equal(undefined);
    expect(events.map(({type}) => type)).to.deep.equal(['reset-password', 'password-reset', 'handoff-done']);
    expect(JSON.stringify(events.map((event) => ({...event})))).not.to.contain(SECRET);
  });

  it('asks before it closes over a password that was not handed over, by Esc and by its button', async () => {
    await confirmed(stage());
    await press('Escape');
    await until(() => find(dialog(), '.question'), 'the question');
    expect(textOf(get(dialog(), '.question'))).to.contain('The temporary password is not shown again.');
    expect(dialog().open).to.equal(true);
    get(dialog(), '.question .button').click();
    await settled(document.body);
    expect(find(dialog(), '.question')).to.equal(undefined);
    expect(textOf(get(dialog(), '[part=secret]'))).to.equal(SECRET);
    get(dialog(), '.dialog-head button').click();
    await settled(document.body);
    get(dialog(), '.question .button + .button').click();
    await until(() => !dialog().open, 'the dialog to close');
  });

  it('a password that was in a lost answer is withheld, and to open the dialog again is another reset (A10, W10)', async () => {
    const keys: (string | null)[] = [];
    const withheld = {
      loginUrl: 'https://halyard.example',
      username: mateo.username,
      temporaryPassword: null,
      expiresAt: null,
      delivered: 'shown',
      secretWithheld: true,
    };
    await confirmed(stage(), {
      [WRITE]: ({headers}: Request) => {
        keys.push(headers.get('idempotency-key'));
        return withheld;
      },
    });
    expect(textOf(dialog())).to.contain('Reset the password once more.');
    await press('Escape');
    await until(() => !dialog().open, 'the dialog to close, for nothing is lost');
    dialog().open = true;
    await until(() => find(dialog(), '[part=confirm]'), 'the question');
    get(dialog(), '[part=confirm]').click();
    await until(() => keys.length === 2, 'the second reset');
    expect(keys[1]).not.to.equal(keys[0]);
  });

  it('where the server sends no mail there is nothing to choose (S0-32)', async () => {
    await show(
      stage(),
      html`<tenant-provider .client=${fakeClient({...answers, 'GET /v1/session': sampleMe()})}
        ><reset-password-dialog open .user=${mateo}></reset-password-dialog
      ></tenant-provider>`,
    );
    await until(() => find(dialog(), '[part=confirm]'), 'the question');
    await settled(document.body);
    expect(find(dialog(), '#delivery')).to.equal(undefined);
  });

  for (const [delivery, effect, sentence] of [
    [
      'email',
      'A temporary password goes to mateo.ferreira@nlab.example.',
      'A temporary password was sent to mateo.ferreira@nlab.example. The first login with it asks for a new one.',
    ],
    [
      'link',
      'A link for choosing a password goes to mateo.ferreira@nlab.example.',
      'A link for choosing a password was sent to mateo.ferreira@nlab.example. It works once.',
    ],
  ] as const) {
    it(`by ${delivery} it says where the mail goes, before and after, and shows no password (S0-32, L6)`, async () => {
      const sent: unknown[] = [];
      await choosing(stage(), delivery, {
        [WRITE]: async (request: Request) => {
          sent.push(await request.json());
          return mailed(delivery);
        },
      });
      expect(textOf(get(dialog(), '.effects'))).to.contain(effect);
      const done = oneEvent(dialog(), 'password-reset') as Promise<PasswordResetEvent>;
      get(dialog(), '[part=confirm]').click();
      expect((await done).delivered).to.equal(delivery);
      await settled(document.body);
      expect(sent).to.deep.equal([{delivery}]);
      expect(textOf(get(dialog(), '.notice.success'))).to.equal(sentence);
      expect(find(dialog(), 'credential-handoff')).to.equal(undefined);
      await until(() => dialog().shadowRoot?.activeElement?.matches('.primary'), 'the focus');
      await press('Enter');
      await until(() => !dialog().open, 'the dialog to close');
    });
  }

  it('a mail that could not be sent is said so, and is sent again or shown instead, each as another reset (L6, W10)', async () => {
    const sent: [string, string | null][] = [];
    const shown = await (answers[WRITE] as () => object)();
    await choosing(stage(), 'link', {
      [WRITE]: async (request: Request) => {
        const {delivery} = (await request.json()) as {delivery: string};
        sent.push([delivery, request.headers.get('idempotency-key')]);
        return delivery === 'show' ? shown : mailed('failed');
      },
    });
    get(dialog(), '[part=confirm]').click();
    await until(() => find(dialog(), '.result [role=alert]'), 'the failure');
    await settled(document.body);
    expect(textOf(get(dialog(), 'h2'))).to.equal('The mail could not be sent');
    expect(textOf(get(dialog(), '.result [role=alert]'))).to.contain('could not be sent to mateo.ferreira@nlab.example yet');
    expect(dialog().shadowRoot?.activeElement).to.equal(get(dialog(), '.dialog-footer .primary'));
    await press('Enter');
    await until(() => sent.length === 2 && find(dialog(), '.result [role=alert]'), 'the second failure');
    get(dialog(), '.dialog-footer .button').click();
    await until(() => find(dialog(), '[part=secret]'), 'the temporary password');
    expect(sent.map(([delivery]) => delivery)).to.deep.equal(['link', 'link', 'show']);
    expect(new Set(sent.map(([, key]) => key)).size).to.equal(3);
  });

  it('opened again, it shows the password once more unless something else is chosen (X7)', async () => {
    await choosing(stage(), 'email', {[WRITE]: mailed('email')});
    dialog().open = false;
    await settled(document.body);
    dialog().open = true;
    await until(() => find(dialog(), '#delivery'), 'the choice');
    expect(get<HTMLSelectElement>(dialog(), '#delivery').value).to.equal('show');
  });

  it('by keyboard a link is sent by mail, the old password is dead, and its token sets a new one (S0-32, S1-10, A11, L6, L7, on the real server)', async () => {
    const username = `mateo.${Date.now().toString(36)}`;
    const {client, slug, users} = await freshTenant([{username, firstName: 'Mateo', lastName: 'Ferreira'}]);
    const [user] = users;
    if (!user) {
      throw new Error('There is no user');
    }
    const signIn = (password: string) =>
      new TenantClient({baseUrl: '/api', auth: {cookie: true}}).session.signIn({tenant: slug, username, password});
    await show(
      stage(),
      html`<tenant-provider .client=${client}><reset-password-dialog open user-id=${user.id}></reset-password-dialog></tenant-provider>`,
    );
    await until(() => find(dialog(), '#delivery'), 'the choice');
    await settled(document.body);
    await press('Shift+Tab', 'End');
    await until(() => get<HTMLSelectElement>(dialog(), '#delivery').value === 'link', 'the choice of the link');
    const done = oneEvent(dialog(), 'password-reset') as Promise<PasswordResetEvent>;
    await press('Tab', 'Tab', 'Enter');
    expect((await done).delivered).to.equal('link');
    const {email} = await client.users.get(user.id);
    const [mail] = await mailsTo(email);
    const token = /#token=(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(dialog().outerHTML + (dialog().shadowRoot?.innerHTML ?? '')).not.to.contain(token);
    expect(await signIn(user.password).catch((error: unknown) => error)).to.have.property('code', 'invalid-credentials');
    await new TenantClient({baseUrl: '/api', auth: {cookie: true}}).me.completeReset({token, newPassword: 'weathervane over the barn'});
    expect((await signIn('weathervane over the barn')).session?.kind).to.equal('full');
  });

  for (const [code, words] of [
    ['mail-not-configured', 'This server does not send mail.'],
    ['user-deactivated', 'This user is deactivated.'],
    ['password-managed-externally', 'This user signs in elsewhere.'],
    ['insufficient-authority', 'This user holds permissions that you do not hold.'],
  ] as const) {
    it(`a refusal (${code}) is said in words`, async () => {
      await confirmed(stage(), {[WRITE]: refusal(code)});
      expect(textOf(get(dialog(), '.notice'))).to.contain(words);
    });
  }
});
