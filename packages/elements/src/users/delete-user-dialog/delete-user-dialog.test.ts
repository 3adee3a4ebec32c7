import {expect, oneEvent} from '@open-wc/testing';
import {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/delete-user-dialog.ts';
import '../../define/tenant-provider.ts';
import {mateo} from '../../testing/dialog-states.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal, requestsOf, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {press} from '../../testing/keys.ts';
import {pageOf, sampleMe} from '../../testing/samples.ts';
import {freshTenant, giveBelongings, type TestUserOptions} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {UserDeletedEvent, UserTransferStartedEvent} from './delete-user-dialog.events.ts';
import type {DeleteUserDialog} from './delete-user-dialog.ts';
import {blockers, CHECK, DELETE, FOLLOW, sampleCheck, sampleTransfer, states, team, TRANSFER} from './delete-user-dialog.states.ts';

const LIST = 'GET /v1/tenants/self/users';
const READ = `GET /v1/tenants/self/users/${mateo.id}` as const;
const answers: Answers = {[READ]: mateo, [CHECK]: sampleCheck(), [LIST]: pageOf(team)};

const mount = async (client: TenantClient, userId: string): Promise<DeleteUserDialog> => {
  await show(
    stage(),
    html`<button id="opener">Delete</button><delete-user-dialog user-id=${userId} .client=${client}></delete-user-dialog>`,
  );
  const element = get<DeleteUserDialog>(document.body, 'delete-user-dialog');
  get(document.body, '#opener').focus();
  element.open = true;
  await until(() => find(element, '.owned') && !find(element, '.owned .late'), 'what the user owns');
  await settled(document.body);
  return element;
};

const faked = (changes: Answers = {}): Promise<DeleteUserDialog> => mount(fakeClient({...answers, ...changes}), mateo.id);

const confirmOf = (element: HTMLElement): HTMLButtonElement => get<HTMLButtonElement>(element, '[part=confirm]');
const aside = (element: HTMLElement): string => textOf(get(element, '#aside'));
const focusedIn = (element: HTMLElement): Element | null | undefined => element.shadowRoot?.activeElement;

/** Searches who gets it, and chooses the first of whom is found. */
const choose = async (element: HTMLElement, name: string): Promise<void> => {
  type(get<HTMLInputElement>(element, '#target'), name);
  const wanted = (): HTMLElement | undefined =>
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[role=option]') ?? [])].find((option) => textOf(option).includes(name));
  await until(wanted, 'who was searched');
  wanted()?.click();
  await settled(document.body);
};

const deleteTyped = async (element: HTMLElement, username: string): Promise<void> => {
  type(get<HTMLInputElement>(element, '#username'), username);
  confirmOf(element).click();
  await settled(document.body);
};

/** On the real server: Mateo and whoever else, with a dialog for Mateo. */
const real = async (mateos: TestUserOptions = {}, ...others: readonly TestUserOptions[]) => {
  const tenant = await freshTenant([{username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira', ...mateos}, ...others]);
  const [user, ...rest] = tenant.users;
  const id = user?.id ?? '';
  return {
    ...tenant,
    id,
    rest,
    element: await mount(tenant.client, id),
    signIn: () =>
      new TenantClient({baseUrl: '/api', auth: {cookie: true}}).session
        .signIn({tenant: tenant.slug, username: 'mateo.ferreira', password: user?.password ?? ''})
        .catch((error: unknown) => error),
    read: () => tenant.client.users.get(id).catch((error: unknown) => error),
  };
};

const hannah: TestUserOptions = {username: 'hannah.osei', firstName: 'Hannah', lastName: 'Osei'};
const owns = {job: ['bert-distill', 'embed-sweep'], storageVolume: ['mateo-home', 'corpus-raw', 'scratch']};

describe('delete-user-dialog', () => {
  keepsPromises('delete-user-dialog', {
    client: () => fakeClient(answers),
    properties: {userId: mateo.id, open: true},
    nonsense: {'user-id': '../..', open: 'no'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('names the user, shows the note and the live counts; Cancel has the focus, Delete User is last and closed (S0-36, X10)', async () => {
    const element = await faked({[CHECK]: sampleCheck({blockers})});
    expect(textOf(get(element, 'h2'))).to.equal('Delete Mateo Ferreira?');
    expect(textOf(get(element, '.notice'))).to.equal("Ensure user's data and jobs are migrated before deletion.");
    const rows = [...(get(element, '.blockers').querySelectorAll('li') ?? [])].map(textOf);
    expect(rows).to.deep.equal([
      '2 jobs bert-distill, embed-sweep Must finish first',
      '1 notebook server mateo-lab-a100 Can be transferred',
      '4 storage volumes mateo-home, corpus-raw … Can be transferred',
    ]);
    expect(focusedIn(element)?.getAttribute('part')).to.equal('cancel');
    expect(confirmOf(element).disabled).to.equal(true);
    expect(aside(element)).to.equal('7 left to migrate');
    const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
    expect(buttons.at(-1)).to.equal(confirmOf(element));
  });

  it('by mouse: what the user owns goes to another user, told as it goes; then the username, and the user is gone (S0-36, L10, L11, on the real server)', async () => {
    const {element, id, client, rest, read, signIn} = await real({owns}, hannah);
    expect(textOf(get(element, '.blockers')))
      .to.contain('2 jobs')
      .and.to.contain('3 storage volumes');
    const started = oneEvent(element, 'user-transfer-started') as Promise<UserTransferStartedEvent>;
    await choose(element, 'hannah');
    expect(get<HTMLInputElement>(element, '#target').value).to.equal('Hannah Osei (hannah.osei)');
    get(element, '#transfer').click();
    expect((await started).operation.kind).to.equal('transfer');
    await until(() => find(element, 'progress'), 'the progress');
    expect(focusedIn(element)?.id).to.equal('moving');
    await until(() => focusedIn(element)?.id === 'username', 'the end of it');
    expect(textOf(get(element, '.owned'))).to.contain('This user owns nothing.');
    expect(textOf(get(element, 'form > .dialog-body > [role=status]'))).to.equal(
      'Everything that could be transferred now belongs to Hannah Osei.',
    );
    expect((await client.users.checkDeletion(rest[0]?.id ?? '')).blockers.map(({type, count}) => [type, count])).to.deep.equal([
      ['job', 2],
      ['storageVolume', 3],
    ]);
    const deleted = oneEvent(element, 'user-deleted') as Promise<UserDeletedEvent>;
    await deleteTyped(element, 'mateo.ferreira');
    expect((await deleted).id).to.equal(id);
    expect(element.open).to.equal(false);
    expect(await read()).to.have.property('code', 'not-found');
    expect(await signIn()).to.have.property('code', 'invalid-credentials');
  });

  it('by keyboard alone: searches, chooses, transfers, types the username, deletes (S0-36, L11, T32, on the real server)', async () => {
    const {element, read} = await real({owns: {storageVolume: ['mateo-home']}}, hannah, {
      username: 'hanno.off',
      deactivated: true,
    } as TestUserOptions);
    get(element, '#target').focus();
    await press('h', 'a', 'n');
    await until(() => find(element, '[role=option]'), 'who was found');
    expect(textOf(get(element, '#choices')))
      .to.contain('Hannah Osei')
      .and.not.to.contain('Mateo');
    await press('ArrowDown');
    await settled(document.body);
    expect(get(element, '#target').getAttribute('aria-activedescendant')).to.equal('choice-0');
    await press('Escape');
    await settled(document.body);
    expect([element.open, find(element, '#choices')]).to.deep.equal([true, undefined]);
    await press('ArrowDown');
    await until(() => find(element, '[role=option]'), 'who was found');
    await press('ArrowDown', 'Enter');
    await settled(document.body);
    expect(get<HTMLInputElement>(element, '#target').value).to.equal('Hannah Osei (hannah.osei)');
    await press('Enter');
    await until(() => textOf(get(element, '.owned')).includes('This user owns nothing.'), 'nothing to be left');
    await until(() => focusedIn(element)?.id === 'username', 'the focus');
    const deleted = oneEvent(element, 'user-deleted');
    await press(...'mateo.ferreira', 'Enter');
    await deleted;
    expect(await read()).to.have.property('code', 'not-found');
  });

  it('the username counts as it is typed: another case is told, and nothing is sent (S0-36, X10)', async () => {
    const client = fakeClient({...answers, [DELETE]: null});
    const element = await mount(client, mateo.id);
    expect(aside(element)).to.equal('Nothing left to migrate');
    for (const typed of ['', 'Mateo.Ferreira', 'mateo.ferreira ']) {
      await deleteTyped(element, typed);
      expect(textOf(get(element, '#username-note'))).to.contain('This is not the username.');
      expect(focusedIn(element)?.id).to.equal('username');
    }
    expect(requestsOf(client).some(({method}) => method === 'DELETE')).to.equal(false);
    expect(element.open).to.equal(true);
  });

  it('a job that begins after the counts is found by the deletion, which is refused, and the counts say so (E24, L10, on the real server)', async () => {
    const {element, id, read} = await real();
    expect(textOf(get(element, '.owned'))).to.contain('This user owns nothing.');
    await giveBelongings(id, 'job', 'embed-sweep');
    const failed = oneEvent(element, 'user-delete-failed');
    await deleteTyped(element, 'mateo.ferreira');
    await failed;
    await until(() => textOf(get(element, '.owned')).includes('1 job'), 'the counts');
    expect(textOf(get(element, '.notice[part=error]'))).to.contain('This user still owns something. Transfer it first.');
    expect(confirmOf(element).disabled).to.equal(true);
    expect(await read()).to.have.property('id', id);
  });

  it('asks again by its button, and when anything about the user changes (S10, on the real server)', async () => {
    const {element, id, client} = await real();
    await giveBelongings(id, 'storageVolume', 'mateo-home');
    get(element, '.owned-head button').click();
    await until(() => textOf(get(element, '.owned')).includes('1 storage volume'), 'the counts');
    await giveBelongings(id, 'storageVolume', 'scratch');
    await client.users.update(id, {note: 'Leaves in May'}, {version: '*'});
    await until(() => textOf(get(element, '.owned')).includes('2 storage volumes'), 'the counts');
  });

  it('somebody else has changed the user meanwhile: that is said, and it is decided on again (E5, W9, on the real server)', async () => {
    const {element, id, client, read} = await real();
    element.user = await client.users.get(id);
    await client.users.update(id, {lastName: 'Ferreira da Silva'}, {version: '*'});
    await until(() => !get(element, '.owned').matches('[aria-busy=true]'), 'the counts');
    const failed = oneEvent(element, 'user-delete-failed');
    await deleteTyped(element, 'mateo.ferreira');
    await failed;
    await until(() => textOf(get(element, 'h2')) === 'Delete Mateo Ferreira da Silva?', 'the user as it is now');
    expect(textOf(get(element, '.notice[part=error]'))).to.contain('Somebody else has changed this user');
    const deleted = oneEvent(element, 'user-deleted');
    confirmOf(element).click();
    await deleted;
    expect(await read()).to.have.property('code', 'not-found');
  });

  it('whom somebody else has deleted is said to be gone (E5, on the real server)', async () => {
    const {element, id, client} = await real();
    await client.users.delete(id, {version: '*'});
    await until(() => textOf(get(element, '.owned')).includes('This user was deleted in the meantime.'), 'the answer');
    expect(confirmOf(element).disabled).to.equal(true);
  });

  it('oneself and the last administrator are not deleted, and the dialog says why (G3, G4, X1, on the real server)', async () => {
    const {administrator, client} = await freshTenant();
    const element = await mount(client, administrator.id);
    expect(textOf(get(element, '.owned'))).to.contain('Nobody can do this to their own account.');
    expect(confirmOf(element).disabled).to.equal(true);
    expect(aside(element)).to.equal('Cannot be deleted yet');
    document.body.replaceChildren();
    const last = await faked({[CHECK]: sampleCheck({warnings: ['last-administrator']})});
    expect(textOf(get(last, '.owned'))).to.contain('This is the last active Tenant Admin.');
    expect(confirmOf(last).disabled).to.equal(true);
  });

  it('where not everybody could say what the user owns, it says so and tries again (L10)', async () => {
    let asked = 0;
    const element = await faked({[CHECK]: () => (asked++ === 0 ? sampleCheck({warnings: ['ownership-unknown']}) : sampleCheck())});
    expect(textOf(get(element, '.owned'))).to.contain('Not everybody could say what this user owns.');
    expect(confirmOf(element).disabled).to.equal(true);
    get(element, '.owned-head button').click();
    await until(() => textOf(get(element, '.owned')).includes('This user owns nothing.'), 'the answer');
    expect(confirmOf(element).disabled).to.equal(false);
  });

  it('counts that cannot be asked for are told, and asked for again (T29, T9)', async () => {
    let isAway = true;
    const element = await faked({[CHECK]: () => (isAway ? unreachable() : sampleCheck())});
    expect(textOf(get(element, '.owned'))).to.contain('What this user owns is not known. The server could not be reached.');
    isAway = false;
    get(element, '.owned-head button').click();
    await until(() => textOf(get(element, '.owned')).includes('This user owns nothing.'), 'the answer');
  });

  it('a transfer goes on when the dialog is closed, and even in another one it is seen how far it has come (L11)', async () => {
    let done = 1;
    const ends = Promise.withResolvers<null>();
    const client = fakeClient({
      ...answers,
      [CHECK]: () => (done < 5 ? sampleCheck({blockers: blockers.slice(1)}) : sampleCheck()),
      [TRANSFER]: sampleTransfer({status: 'pending', progress: {done: 0, total: 5}}),
      [FOLLOW]: async () => {
        if (done === 3) {
          await ends.promise;
        }
        done = Math.min(5, done + 1);
        const status = done < 5 ? 'running' : 'succeeded';
        return Response.json(sampleTransfer({status, progress: {done, total: 5}}), {headers: {'retry-after': '0'}});
      },
    });
    const element = await mount(client, mateo.id);
    await choose(element, 'Hannah');
    get(element, '#transfer').click();
    await until(() => textOf(element).includes('3 of 5'), 'the progress');
    expect(textOf(get(element, 'form > .dialog-body > [role=status]'))).to.match(/^Transferring to Hannah Osei… \d of 5$/);
    expect(confirmOf(element).disabled).to.equal(true);
    get(element, '[part=cancel]').click();
    document.body.replaceChildren();
    const other = await mount(client, mateo.id);
    expect(get<HTMLProgressElement>(other, 'progress').value).to.equal(3);
    expect(find(other, '#target')).to.equal(undefined);
    ends.resolve(null);
    await until(() => textOf(other).includes('now belongs to Hannah Osei.'), 'the end');
    await until(() => !confirmOf(other).disabled, 'the way to be free');
  });

  it('who cannot be given anything is told at the field, and nobody chosen as well (L11)', async () => {
    const element = await faked({[CHECK]: sampleCheck({blockers: blockers.slice(1)}), [TRANSFER]: refusal('transfer-target')});
    get(element, '#transfer').click();
    await settled(document.body);
    expect(textOf(get(element, '#target-note'))).to.equal('Choose a user from the list.');
    await choose(element, 'Hannah');
    get(element, '#transfer').click();
    await until(() => textOf(get(element, '#target-note')).includes('cannot be given anything'), 'the reason');
    await until(() => focusedIn(element)?.id === 'target', 'the focus');
    expect(get(element, '#target').getAttribute('aria-invalid')).to.equal('true');
  });

  it('a transfer that was asked for twice, since its answer was lost, has one key (X2)', async () => {
    const keys: (string | null)[] = [];
    const element = await faked({
      [CHECK]: sampleCheck({blockers: blockers.slice(1)}),
      [TRANSFER]: ({headers}: Request) => {
        keys.push(headers.get('idempotency-key'));
        return keys.length === 1 ? unreachable() : sampleTransfer({status: 'succeeded'});
      },
      [FOLLOW]: sampleTransfer({status: 'succeeded'}),
    });
    await choose(element, 'Hannah');
    get(element, '#transfer').click();
    await until(() => textOf(get(element, '#target-note')).includes('We could not see'), 'the reason');
    get(element, '#transfer').click();
    await until(() => textOf(element).includes('now belongs to'), 'the end');
    expect(keys.length).to.equal(2);
    expect(keys[1]).to.equal(keys[0]);
  });

  it('a deletion whose answer was lost has happened if the user is gone at the next try (X2, E5)', async () => {
    let asked = 0;
    const element = await faked({[DELETE]: () => (asked++ === 0 ? unreachable() : refusal('not-found'))});
    const failed = oneEvent(element, 'user-delete-failed');
    await deleteTyped(element, 'mateo.ferreira');
    await failed;
    await until(() => find(element, '.notice[part=error]'), 'the reason');
    const deleted = oneEvent(element, 'user-deleted');
    await until(() => !confirmOf(element).disabled, 'the counts');
    confirmOf(element).click();
    await deleted;
    expect(element.open).to.equal(false);
  });

  it('does nothing when the host cancels user-delete', async () => {
    const client = fakeClient({...answers, [DELETE]: null});
    const element = await mount(client, mateo.id);
    element.addEventListener('user-delete', (event) => event.preventDefault());
    await deleteTyped(element, 'mateo.ferreira');
    expect(requestsOf(client).some(({method}) => method === 'DELETE')).to.equal(false);
    expect(element.open).to.equal(true);
  });

  it('what one administrator has begun is not followed for another (T9)', async () => {
    let me = sampleMe();
    let asked = 0;
    const client = fakeClient({
      ...answers,
      'GET /v1/session': () => me,
      [CHECK]: sampleCheck({blockers: blockers.slice(1)}),
      [TRANSFER]: sampleTransfer(),
      [FOLLOW]: () => {
        asked++;
        return Response.json(sampleTransfer(), {headers: {'retry-after': '0'}});
      },
    });
    await show(
      stage(),
      html`<tenant-provider .client=${client}><delete-user-dialog open .user=${mateo}></delete-user-dialog></tenant-provider>`,
    );
    const element = get<DeleteUserDialog>(document.body, 'delete-user-dialog');
    await until(() => find(element, '#target'), 'the dialog');
    await choose(element, 'Hannah');
    get(element, '#transfer').click();
    await until(() => asked > 1, 'the transfer to be followed');
    me = sampleMe({user: {...mateo, username: 'somebody.else'}});
    await get<HTMLElementTagNameMap['tenant-provider']>(document.body, 'tenant-provider').refresh();
    await until(() => !element.open, 'the dialog to close');
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked - before).to.be.below(2);
  });
});
