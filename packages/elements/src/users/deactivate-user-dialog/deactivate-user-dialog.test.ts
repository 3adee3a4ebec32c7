import {expect, oneEvent} from '@open-wc/testing';
import {TenantClient} from '@tenantry/sdk';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../define/deactivate-user-dialog.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {mateo} from '../../testing/dialog-states.ts';
import type {UserDeactivatedEvent} from './deactivate-user-dialog.events.ts';
import type {DeactivateUserDialog} from './deactivate-user-dialog.ts';
import {openedWhere, states} from './deactivate-user-dialog.states.ts';

const READ = `GET /v1/tenants/self/users/${mateo.id}` as const;
const WRITE = `POST /v1/tenants/self/users/${mateo.id}/deactivate` as const;
const off = {...mateo, status: 'deactivated', deactivatedAt: '2026-05-12T12:00:00.000Z', version: 2} as const;

const mount = async (client: TenantClient, userId: string): Promise<DeactivateUserDialog> => {
  await show(
    stage(),
    html`<button id="opener">Deactivate</button><deactivate-user-dialog user-id=${userId} .client=${client}></deactivate-user-dialog>`,
  );
  const element = get<DeactivateUserDialog>(document.body, 'deactivate-user-dialog');
  get(document.body, '#opener').focus();
  element.open = true;
  await until(() => find(element, '[part=confirm]'), 'the user');
  await settled(document.body);
  return element;
};

const faked = (answers: Answers = {}): Promise<DeactivateUserDialog> =>
  mount(fakeClient({[READ]: mateo, [WRITE]: off, ...answers}), mateo.id);

const focused = (element: DeactivateUserDialog): string | null | undefined => element.shadowRoot?.activeElement?.getAttribute('part');

describe('deactivate-user-dialog', () => {
  keepsPromises('deactivate-user-dialog', {
    client: () => fakeClient({[READ]: mateo, [WRITE]: off}),
    properties: {userId: mateo.id, open: true},
    nonsense: {'user-id': '../..', open: 'no'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('names the user, says what will happen and what stays, and Cancel has the focus (S0-34, X10)', async () => {
    const element = await faked();
    expect(textOf(get(element, 'h2'))).to.equal('Deactivate Mateo Ferreira?');
    expect(textOf(element))
      .to.contain('Open sessions end at once, and signing in is refused.')
      .and.to.contain('its data and its jobs are kept');
    expect(focused(element)).to.equal('cancel');
  });

  it('deactivates by keyboard alone, with the reason, and the user cannot sign in any more (S0-34, on the real server)', async () => {
    const {client, slug, users} = await freshTenant([{username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'}]);
    const [user] = users;
    const signIn = (): Promise<unknown> =>
      new TenantClient({baseUrl: '/api', auth: {cookie: true}}).session.signIn({
        tenant: slug,
        username: 'mateo.ferreira',
        password: user?.password ?? '',
      });
    await signIn();
    const element = await mount(client, user?.id ?? '');
    const done = oneEvent(element, 'user-deactivated') as Promise<UserDeactivatedEvent>;
    get<HTMLInputElement>(element, '#reason').focus();
    await sendKeys({type: 'Left the group'});
    await sendKeys({press: 'Enter'});
    const {user: after} = await done;
    expect(after.status).to.equal('deactivated');
    expect(after.deactivationReason).to.equal('Left the group');
    expect(element.open).to.equal(false);
    const refused = await signIn().catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'account-deactivated');
    expect((await client.users.get(after.id)).username).to.equal('mateo.ferreira');
  });

  it('Esc and Cancel close it, say so, change nothing, and what was focused before has the focus again', async () => {
    let sent = 0;
    const element = await faked({[WRITE]: () => ++sent && off});
    let cancelled = 0;
    element.addEventListener('cancel', () => cancelled++);
    await sendKeys({press: 'Escape'});
    await until(() => !element.open, 'the dialog to close');
    expect(document.activeElement?.id).to.equal('opener');
    element.open = true;
    await until(() => find(element, '[part=confirm]'), 'the dialog');
    get(element, '[part=cancel]').click();
    await until(() => !element.open, 'the dialog to close');
    expect([cancelled, sent]).to.deep.equal([2, 0]);
  });

  it('does nothing when the host cancels user-deactivate', async () => {
    let sent = 0;
    const element = await faked({[WRITE]: () => ++sent && off});
    element.addEventListener('user-deactivate', (event) => event.preventDefault());
    get(element, '[part=confirm]').click();
    await settled(document.body);
    expect(sent).to.equal(0);
    expect(element.open).to.equal(true);
  });

  it('a refusal is said where it happened, takes the focus, and keeps what was typed', async () => {
    const element = await faked({[WRITE]: refusal('last-administrator')});
    type(get<HTMLInputElement>(element, '#reason'), 'Left the group');
    const failed = oneEvent(element, 'user-deactivate-failed');
    get(element, '[part=confirm]').click();
    await failed;
    await until(() => focused(element) === 'error', 'the reason');
    expect(textOf(get(element, '.notice'))).to.equal('This is the last active Tenant Admin. Make somebody else a Tenant Admin first.');
    expect(get<HTMLInputElement>(element, '#reason').value).to.equal('Left the group');
  });

  it('is not sent twice by two presses; a lost answer is repeated with the same key, another reason has another (X2)', async () => {
    const keys: (string | null)[] = [];
    const element = await faked({
      [WRITE]: ({headers}: Request) => {
        keys.push(headers.get('idempotency-key'));
        return keys.length < 3 ? unreachable() : off;
      },
    });
    const confirm = async (): Promise<void> => {
      get(element, '[part=confirm]').click();
      get(element, 'form').dispatchEvent(new SubmitEvent('submit', {cancelable: true}));
      await oneEvent(element, keys.length < 2 ? 'user-deactivate-failed' : 'user-deactivated');
      await settled(document.body);
    };
    await confirm();
    expect(textOf(get(element, '.notice'))).to.contain('We could not see whether it was done.');
    await confirm();
    type(get<HTMLInputElement>(element, '#reason'), 'Left the group');
    await confirm();
    expect(keys.length).to.equal(3);
    expect(keys[1]).to.equal(keys[0]);
    expect(keys[2]).not.to.equal(keys[0]);
  });

  it('closed while it sends, it tells the end by its event alone, and opened again it knows nothing of it', async () => {
    const answer = Promise.withResolvers<unknown>();
    const element = await faked({[WRITE]: () => answer.promise});
    get(element, '[part=confirm]').click();
    await settled(document.body);
    expect(get<HTMLButtonElement>(element, '[part=confirm]').disabled).to.equal(true);
    element.open = false;
    await settled(document.body);
    element.open = true;
    await until(() => find(element, '[part=confirm]'), 'the dialog');
    expect(get<HTMLButtonElement>(element, '[part=confirm]').disabled).to.equal(false);
    const done = oneEvent(element, 'user-deactivated');
    answer.resolve(off);
    await done;
    await settled(document.body);
    expect(element.open).to.equal(true);
  });

  describe('what becomes of jobs (L9)', () => {
    /** Everything that is sent, as it comes. */
    const listening = (): {readonly sent: unknown[]; readonly answers: Answers} => {
      const sent: unknown[] = [];
      const answer = async (request: Request): Promise<unknown> => {
        sent.push(await request.json());
        return off;
      };
      return {sent, answers: {[WRITE]: answer}};
    };
    const chosen = (element: HTMLElement): string => get<HTMLInputElement>(element, '.radio:checked').value;
    const confirm = async (element: HTMLElement, fact = 'user-deactivated'): Promise<void> => {
      const told = oneEvent(element, fact);
      get(element, '[part=confirm]').click();
      await told;
      await settled(document.body);
    };

    for (const [downs, jobs] of [
      [0, 'keep'],
      [1, 'hold'],
      [2, 'cancel'],
    ] as const) {
      it(`is chosen by the arrows of the keyboard, and sent: ${jobs}`, async () => {
        const {sent, answers} = listening();
        const element = await openedWhere(stage(), ['jobs'], answers);
        expect(textOf(element)).to.contain('its role and its data are kept').and.not.to.contain('its jobs are kept');
        get(element, '.radio:checked').focus();
        for (let down = 0; down < downs; down++) {
          await sendKeys({press: 'ArrowDown'});
        }
        expect(chosen(element)).to.equal(jobs);
        await confirm(element);
        expect(sent).to.deep.equal([{reason: null, jobs}]);
      });
    }

    it('is not asked, and nothing is said of it to the server, where nobody is there to be told', async () => {
      const {sent, answers} = listening();
      const element = await openedWhere(stage(), ['mail'], answers);
      expect(find(element, '.radio')).to.equal(undefined);
      expect(textOf(element)).to.contain('its data and its jobs are kept');
      await confirm(element);
      expect(sent).to.deep.equal([{reason: null}]);
    });

    it('is as it was chosen after a lost answer, another call when it is chosen anew (X2), and forgotten when the dialog opens again', async () => {
      const keys: (string | null)[] = [];
      const element = await openedWhere(stage(), ['jobs'], {
        [WRITE]: ({headers}: Request) => {
          keys.push(headers.get('idempotency-key'));
          return keys.length < 3 ? unreachable() : off;
        },
      });
      get(element, '.radio[value=cancel]').click();
      await confirm(element, 'user-deactivate-failed');
      expect(chosen(element)).to.equal('cancel');
      await confirm(element, 'user-deactivate-failed');
      get(element, '.radio[value=hold]').click();
      await confirm(element);
      expect([keys[1] === keys[0], keys[2] === keys[0]]).to.deep.equal([true, false]);
      element.open = true;
      await until(() => find(element, '.radio'), 'the dialog');
      await settled(document.body);
      expect(chosen(element)).to.equal('keep');
    });
  });

  it('the user in hand is not asked for, and one that is not there any more is said to be gone', async () => {
    await show(stage(), html`<deactivate-user-dialog open .user=${mateo} .client=${fakeClient({[READ]: never})}></deactivate-user-dialog>`);
    expect(textOf(get(document.body, 'h2'))).to.equal('Deactivate Mateo Ferreira?');
    document.body.replaceChildren();
    await show(stage(), html`<deactivate-user-dialog open user-id=${mateo.id} .client=${fakeClient()}></deactivate-user-dialog>`);
    await until(() => textOf(document.body).includes('This user was deleted in the meantime.'), 'the answer');
  });
});
