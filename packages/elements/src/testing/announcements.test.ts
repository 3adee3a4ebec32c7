// What a screen reader says by itself while something happens, once each.
import {expect} from '@open-wc/testing';
import {html} from 'lit';
import '../define/all.ts';
import {answers, fill, mounted, open} from '../users/tenant-user-management/tenant-user-management.states.ts';
import {listen} from './announcements.ts';
import {find, get, settled, show, stage, type, until} from './element-state.ts';
import {fakeClient, refusal, unreachable} from './fake-client.ts';
import {manyUsers, pageOf, samplePolicy, sampleTeam} from './samples.ts';

const USERS = 'GET /v1/tenants/self/users';

/** Waits for a frame or two, in which everything that changed is heard. */
const heard = async (container: HTMLElement): Promise<void> => {
  await settled(container);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
};

describe('what is said while something happens (T32, T33)', () => {
  let container: HTMLElement;
  let ear: ReturnType<typeof listen>;

  beforeEach(() => {
    container = stage();
    ear = listen(container);
  });
  afterEach(() => {
    ear.stop();
    document.body.replaceChildren();
  });

  /** What was said since it was asked last. */
  let asked = 0;
  const said = async (): Promise<readonly string[]> => {
    await heard(container);
    const fresh = ear.said.slice(asked);
    asked = ear.said.length;
    return fresh;
  };
  beforeEach(() => {
    asked = 0;
  });

  it('the table: loading, how many there are, none that match, a failure', async () => {
    const first = Promise.withResolvers<unknown>();
    let fails = false;
    const client = fakeClient({
      [USERS]: ({url}: Request) => (fails ? refusal('internal-error') : url.includes('q=') ? pageOf([]) : first.promise),
    });
    await show(container, html`<tenant-user-table .client=${client}></tenant-user-table>`);
    await said();
    first.resolve(pageOf(sampleTeam(), {total: {value: sampleTeam().length, relation: 'eq'}}));
    await until(() => find(container, '[part~=row]'), 'the rows');
    expect(await said()).to.deep.equal([`${sampleTeam().length} users`]);
    const input = get<HTMLInputElement>(container, 'input');
    type(input, 'nobody');
    input.dispatchEvent(new Event('change'));
    await until(() => find(container, '.state'), 'none');
    expect(await said()).to.deep.equal(['No users match']);
    fails = true;
    type(input, 'nobody else');
    input.dispatchEvent(new Event('change'));
    await until(() => find(container, '[role=alert]'), 'the failure');
    const [failure, ...more] = await said();
    expect(failure).to.contain('Users could not be loaded');
    expect(more).to.deep.equal([]);
  });

  it('the table: more rows are told by their number, not twice', async () => {
    const users = manyUsers(40);
    const client = fakeClient({
      [USERS]: ({url}: Request) =>
        url.includes('cursor=')
          ? pageOf(users.slice(20), {total: {value: 40, relation: 'eq'}})
          : pageOf(users.slice(0, 20), {next: 'cursor', total: {value: 40, relation: 'eq'}}),
    });
    await show(container, html`<tenant-user-table page-size="20" .client=${client}></tenant-user-table>`);
    await until(() => find(container, '[part~=row]'), 'the rows');
    await until(() => get(container, '[part=footer]').textContent.includes('40 users'), 'the number');
    const numbers = (await said()).filter((text) => text === '40 users');
    expect(numbers.length).to.be.at.most(1); // None, where they come before the first number has been drawn.
  });

  it('the form: what is wrong with it, whether a username is free, and who was created', async () => {
    await mounted(container);
    await until(() => find(container, '[part~=row]'), 'the rows');
    await said();
    await open(container);
    await said();
    get(container, '[part~=submit]').click();
    expect((await said()).join()).to.contain('Check 5 fields');
    await fill(container);
    await until(() => ear.said.some((text) => text.includes('nia.castellanos is available')), 'the answer');
    await said();
    get(container, '[part~=submit]').click();
    await until(() => find(container, '[part~=secret]'), 'the temporary password');
    await said();
    get(get(container, 'credential-handoff'), '.primary').click();
    await until(() => find(container, '.notice.success') && find(container, '.fresh'), 'the row');
    const end = await said();
    expect(end.filter((text) => text === 'Nia Castellanos was created.').length).to.equal(1);
    expect(end.join()).not.to.contain('K7QM4');
  });

  it('the form: a failure is said once, in the words that are shown', async () => {
    await mounted(container, {'POST /v1/tenants/self/users': refusal('internal-error')});
    await until(() => find(container, '[part~=row]'), 'the rows');
    await open(container);
    await fill(container);
    await said();
    get(container, '[part~=submit]').click();
    await until(() => find(get(container, 'create-user-form'), '.notice.danger'), 'the failure');
    const failures = (await said()).filter((text) => text.includes('The server has a problem'));
    expect(failures.length).to.equal(1);
  });

  it('a password that was copied, and a table that could not be asked again', async () => {
    const handoff = {
      loginUrl: 'https://halyard.example/northlight',
      username: 'nia.castellanos',
      temporaryPassword: 'K7QM4-WPXR2-9TFHC-3VJDN',
      expiresAt: null,
      delivered: 'shown',
      secretWithheld: false,
    };
    let isLost = false;
    const client = fakeClient({...answers, [USERS]: () => (isLost ? unreachable() : pageOf(sampleTeam()))});
    await show(
      container,
      html`<credential-handoff .handoff=${handoff}></credential-handoff><tenant-user-table .client=${client}></tenant-user-table>`,
    );
    await until(() => find(container, '[part~=row]'), 'the rows');
    await said();
    const written = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText: () => Promise.resolve()}});
    get(container, '[part=copy]').click();
    await until(() => get(container, '[part=copy]').textContent.includes('Copied'), 'the copy');
    expect(await said()).to.deep.equal(['Copied']);
    Reflect.deleteProperty(navigator, 'clipboard');
    if (written) {
      Object.defineProperty(navigator, 'clipboard', written);
    }
    isLost = true;
    await get<HTMLElementTagNameMap['tenant-user-table']>(container, 'tenant-user-table').refresh();
    const [lost, ...more] = (await said()).filter((text) => text.includes('Last updated'));
    expect(lost).to.contain('The server could not be reached');
    expect(more).to.deep.equal([]);
  });

  it('the rules of a password that are still to be met, once the typing pauses', async () => {
    await show(container, html`<password-field .policy=${samplePolicy()}></password-field>`);
    await said();
    type(get<HTMLInputElement>(container, 'input'), 'short');
    await until(() => ear.said.length > asked, 'the rules');
    const [rules, ...more] = await said();
    expect(rules).to.contain('15');
    expect(more).to.deep.equal([]);
  });
});

describe('what listens to what is said', () => {
  afterEach(() => document.body.replaceChildren());

  it('hears a change, not what was there, and not a status that comes with its text', async () => {
    const container = stage();
    await show(container, html`<p role="status" id="old">before</p><div id="place"></div>`);
    const {said, stop} = listen(container);
    get(container, '#old').textContent = 'after';
    const late = Object.assign(document.createElement('p'), {role: 'status', textContent: 'unheard'});
    const alert = Object.assign(document.createElement('p'), {role: 'alert', textContent: 'heard'});
    get(container, '#place').append(late, alert);
    await heard(container);
    stop();
    expect(said).to.deep.equal(['after', 'heard']);
  });
});
