import {expect, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import '../../define/tenant-user-management.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {pageOf, sampleMe} from '../../testing/samples.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {answers, fill, mounted, open, states} from './tenant-user-management.states.ts';
import {TenantUserManagement} from './tenant-user-management.ts';

const GOOD = 'weathervane over the barn';

const around = (container: HTMLElement) => {
  const tab = get<TenantUserManagement>(container, 'tenant-user-management');
  return {
    container,
    tab,
    button: () => get(tab, '[part=create-button]'),
    dialog: () => get<HTMLDialogElement>(tab, 'dialog'),
    notice: () => textOf(get(tab, '[role=status]')),
    field: (name: string) => get<HTMLInputElement>(get(tab, 'create-user-form'), `#${name}`),
    focused: () => tab.shadowRoot?.activeElement,
  };
};

/** The tab on a server of these answers. */
const mount = async (changed: Answers = {}) => {
  const container = stage();
  await mounted(container, changed);
  await until(() => find(container, '[part=row], .state'), 'the table');
  return around(container);
};

/** The tab of a fresh tenant on the real server, as its administrator sees it. */
const mountReal = async () => {
  const {client} = await freshTenant();
  const container = stage();
  await show(container, html`<tenant-provider .client=${client}><tenant-user-management></tenant-user-management></tenant-provider>`);
  await until(() => find(container, '[part=row]'), 'the rows');
  return around(container);
};

describe('tenant-user-management', () => {
  keepsPromises('tenant-user-management', {
    client: () => fakeClient(answers),
    properties: {pageSize: 20, defaultSort: 'username', filter: {status: 'active'}, density: 'compact'},
    nonsense: {'page-size': 'many', 'default-sort': 'banana'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('is titled User Management and says what it is for (S0-01, S0-02, S1-01)', async () => {
    const {tab} = await mount();
    expect(textOf(get(tab, 'h1'))).to.equal('User Management');
    expect(textOf(get(tab, '[part=header] p'))).to.equal(
      'Tenant Users are created by Tenant Admins to provide team members access to execute jobs, run analyses, and utilize cluster resources.',
    );
  });

  it('puts the focus on its title when its host moves the focus there', async () => {
    const {tab, focused} = await mount();
    tab.focus();
    expect(focused()).to.equal(get(tab, 'h1'));
  });

  it('offers Create User to whoever may create, to nobody else (X1, S1-02)', async () => {
    const {tab, button} = await mount();
    expect(textOf(button())).to.equal('Create User');
    tab.remove();
    for (const permissions of [['users.read'], ['jobs.read']]) {
      const other = await mount({'GET /v1/session': sampleMe({permissions})});
      expect(find(other.tab, '[part=create-button]'), permissions.join(' ')).to.equal(undefined);
      other.container.remove();
    }
    const out = await mount({'GET /v1/session': refusal('unauthenticated')});
    expect(find(out.tab, '[part=create-button]')).to.equal(undefined);
    expect(textOf(out.tab)).to.contain('You are not signed in');
  });

  it('the box of the buttons is there once there is something in it', async () => {
    const {tab} = await mount({'GET /v1/session': sampleMe({permissions: ['users.read']})});
    const isShown = () => get(tab, '[part=toolbar]').checkVisibility();
    expect(isShown()).to.equal(false);
    const own = Object.assign(document.createElement('button'), {slot: 'toolbar-end', textContent: 'Export'});
    tab.append(own);
    await until(isShown, 'the box');
    own.remove();
    await until(() => !isShown(), 'it to go');
    expect((await mount()).button().checkVisibility()).to.equal(true);
  });

  it('Create User opens the form with the focus in its first field (S0-08, S1-04)', async () => {
    const {container, button, dialog, field} = await mount();
    button().focus();
    await sendKeys({press: 'Enter'});
    await until(() => dialog().matches(':modal') && find(container, 'option[part]'), 'the form');
    await settled(container);
    expect(textOf(get(dialog(), 'h2'))).to.equal('Create User');
    expect(dialog().getAttribute('aria-labelledby')).to.equal(get(dialog(), 'h2').id);
    const root = field('username').getRootNode() as ShadowRoot;
    expect(root.activeElement).to.equal(field('username'));
  });

  it('a form that cannot be loaded is told of, and the next press tries again (T29)', async () => {
    const {tab, button, dialog, notice} = await mount();
    const {loadForm} = TenantUserManagement;
    let tries = 0;
    TenantUserManagement.loadForm = () => Promise.reject(new TypeError(`not loaded ${(tries += 1)}`));
    button().focus();
    expect(tries).to.equal(1);
    button().click();
    await until(() => find(tab, '.head + .notice.warning'), 'the notice');
    expect(notice()).to.contain('The form could not be loaded.');
    expect([dialog().open, find(tab, 'create-user-form')]).to.deep.equal([false, undefined]);
    TenantUserManagement.loadForm = loadForm;
    button().click();
    await until(() => dialog().open && find(tab, 'create-user-form'), 'the form');
    expect(notice()).to.equal('');
  });

  it('Esc closes what holds nothing, and the focus returns to the button (T33)', async () => {
    const {container, button, dialog, focused} = await mount();
    button().focus();
    await open(container);
    await sendKeys({press: 'Escape'});
    await until(() => !find(dialog(), 'create-user-form'), 'the dialog to close');
    await settled(container);
    expect([dialog().open, focused()]).to.deep.equal([false, button()]);
  });

  for (const way of ['Escape', 'the button that closes'] as const) {
    it(`${way} asks before what was typed is lost (T33)`, async () => {
      const {container, dialog, field} = await mount();
      const close = async (): Promise<void> => {
        await (way === 'Escape' ? sendKeys({press: 'Escape'}) : get(dialog(), '.dialog-head button').click());
        await settled(container);
      };
      await open(container);
      await sendKeys({type: 'nia'});
      await close();
      await close();
      expect(dialog().open).to.equal(true);
      expect(textOf(get(dialog(), '[role=alert]'))).to.contain('What you typed would be lost.');
      get(dialog(), '.question button').click();
      await settled(container);
      expect([find(dialog(), '.question'), field('username').value]).to.deep.equal([undefined, 'nia']);
      await close();
      get(dialog(), '.question button:last-child').click();
      await until(() => !find(dialog(), 'create-user-form'), 'the dialog to have closed');
      await open(container);
      expect(field('username').value).to.equal('');
    });
  }

  it('Cancel closes', async () => {
    const {container, dialog} = await mount();
    await open(container);
    await sendKeys({type: 'nia'});
    get(dialog(), '[part=cancel]').click();
    await until(() => !dialog().open, 'the dialog to close');
  });

  it('a user with a typed password is created, said so, and stands in the list highlighted (S0-07, S0-16, S1-07)', async () => {
    const {container, tab, button, dialog, notice, field, focused} = await mountReal();
    await open(container);
    for (const [name, value] of [
      ['username', 'nia.castellanos'],
      ['email', 'nia.castellanos@aurora.example'],
      ['firstName', 'Nia'],
      ['lastName', 'Castellanos'],
      ['value', GOOD],
      ['confirmation', GOOD],
    ] as const) {
      type(field(name), value);
    }
    const created = oneEvent(tab, 'user-created') as Promise<HTMLElementEventMap['user-created']>;
    get(dialog(), '[part=submit]').click();
    expect((await created).user.username).to.equal('nia.castellanos');
    await until(() => notice() && find(tab, '.fresh'), 'the row and the sentence'); // The dialog tells of its end a moment later.
    await settled(container);
    expect(notice()).to.equal('Nia Castellanos was created.');
    expect(textOf(get(tab, '.fresh')))
      .to.contain('nia.castellanos')
      .and.to.contain('Active · must change password');
    expect(focused()).to.equal(button());
    get(tab, '.notice.success button').click();
    await settled(container);
    expect([notice(), find(tab, '.notice.success'), focused()]).to.deep.equal(['', undefined, button()]);
  });

  it('a temporary password stays on show until it is handed over (S0-16)', async () => {
    const {container, tab, dialog, notice} = await mountReal();
    await open(container);
    await fill(container);
    get(dialog(), '[part=submit]').click();
    await until(() => find(dialog(), '[part=secret]'), 'the temporary password');
    expect(textOf(get(dialog(), '.dialog-head p'))).to.equal('Share the access credentials with the new user.');
    const secret = textOf(get(dialog(), '[part=secret]'));
    get(dialog(), '.dialog-head button').click();
    await settled(container);
    expect(dialog().open).to.equal(true);
    expect(textOf(get(dialog(), '[role=alert]'))).to.contain('The temporary password is not shown again.');
    get(get(dialog(), 'credential-handoff'), '.primary').click();
    await until(() => notice() && find(tab, '.fresh'), 'the row and the sentence'); // The dialog tells of its end a moment later.
    await settled(container);
    expect(notice()).to.equal('Nia Castellanos was created.');
    expect(textOf(container)).not.to.contain(secret);
  });

  describe('closed while a user is being created', () => {
    const CREATE = 'POST /v1/tenants/self/users';

    /** The dialog closed on a try whose end is held back. */
    const left = async (end: unknown) => {
      const answer = Promise.withResolvers<void>();
      let asked = 0;
      const around = await mount({
        [CREATE]: async (request: Request) => {
          await answer.promise;
          return typeof end === 'function' ? end(request) : end;
        },
        'GET /v1/tenants/self/users': () => {
          asked += 1;
          return answers['GET /v1/tenants/self/users'];
        },
      });
      const {container, dialog} = around;
      await open(container);
      await fill(container);
      get(dialog(), '[part=submit]').click();
      await settled(container);
      await sendKeys({press: 'Escape'});
      await until(() => find(dialog(), '.question'), 'the question');
      return {...around, answer, asked: () => asked};
    };

    it('it asks first and says why; kept open it goes on as ever (X2, T33)', async () => {
      const {dialog, answer} = await left(answers[CREATE]);
      expect(textOf(get(dialog(), '.question p'))).to.equal(
        'The user is being created. If you close this, the list shows what came of it, and nobody sees the temporary password.',
      );
      get(dialog(), '.question button').click();
      answer.resolve();
      await until(() => find(dialog(), '[part=secret]'), 'the temporary password');
      expect(find(dialog(), '.question')).to.equal(undefined);
    });

    it('the user stands in the list, is told of, and the password is nowhere (X2, X7, T30)', async () => {
      const {container, tab, dialog, answer, notice} = await left(answers[CREATE]);
      get(dialog(), '.question button:last-child').click();
      await until(() => !dialog().open, 'the dialog to close');
      answer.resolve();
      await until(() => notice() && find(tab, '.fresh'), 'the row and the sentence');
      await settled(container);
      expect(notice()).to.equal('Nia Castellanos was created.');
      expect([find(tab, 'create-user-form'), find(tab, 'credential-handoff')]).to.deep.equal([undefined, undefined]);
      expect(textOf(container)).not.to.contain('K7QM4');
    });

    it('a new form is not closed by the end of the one before', async () => {
      const {container, dialog, answer, field} = await left(answers[CREATE]);
      get(dialog(), '.question button:last-child').click();
      await until(() => !find(dialog(), '.question'), 'the dialog to have closed');
      await open(container);
      type(field('username'), 'somebody.else');
      answer.resolve();
      await until(() => find(container, '.fresh'), 'the row');
      await settled(container);
      expect([dialog().open, field('username').value, find(dialog(), 'credential-handoff')]).to.deep.equal([
        true,
        'somebody.else',
        undefined,
      ]);
    });

    it('a failure is told as what it is, and the list is asked again (X2, E32)', async () => {
      const {container, tab, dialog, answer, notice, asked} = await left(unreachable);
      get(dialog(), '.question button:last-child').click();
      await until(() => !dialog().open, 'the dialog to close');
      const before = asked();
      answer.resolve();
      await until(() => find(tab, '.head + .notice.warning'), 'the notice');
      await settled(container);
      expect(notice()).to.equal('nia.castellanos may not have been created. Look in the list before you try again.');
      expect(asked()).to.equal(before + 1);
      expect(find(tab, 'create-user-form')).to.equal(undefined);
    });
  });

  it('no event holds a secret (X7)', async () => {
    const {container, dialog} = await mount();
    const heard: Event[] = [];
    for (const name of ['user-create', 'user-created', 'handoff-done', 'password-checked', 'change']) {
      container.addEventListener(name, (event) => heard.push(event));
    }
    await open(container);
    await fill(container);
    get(dialog(), '[part=submit]').click();
    await until(() => find(dialog(), '[part=secret]'), 'the temporary password');
    const told = heard.map((event) => JSON.stringify({...event, value: 'value' in event ? event.value : undefined})).join();
    expect(heard.map(({type: name}) => name)).to.include('user-created');
    expect(told).not.to.contain('K7QM4');
  });

  it('what was typed is still there when the session has ended and somebody signs in again (X12)', async () => {
    const {container, field, dialog} = await mount({'POST /v1/tenants/self/users': refusal('session-ended')});
    await open(container);
    await fill(container);
    const required = oneEvent(container, 'session-required');
    get(dialog(), '[part=submit]').click();
    await required;
    await settled(container);
    expect([dialog().open, field('username').value]).to.deep.equal([true, 'nia.castellanos']);
    await get<HTMLElementTagNameMap['tenant-provider']>(container, 'tenant-provider').refresh();
    await settled(container);
    expect([dialog().open, field('username').value]).to.deep.equal([true, 'nia.castellanos']);
  });

  it('hands page size, order, filter and density on to the table', async () => {
    const asked: URLSearchParams[] = [];
    const client = fakeClient({
      ...answers,
      'GET /v1/tenants/self/users': ({url}: Request) => {
        asked.push(new URL(url).searchParams);
        return pageOf([]);
      },
    });
    await show(
      stage(),
      html`<tenant-user-management
        page-size="20"
        default-sort="email"
        density="compact"
        .client=${client}
        .filter=${{status: 'active'}}
      ></tenant-user-management>`,
    );
    await until(() => asked.length > 0, 'the question');
    expect(['limit', 'sort', 'status'].map((name) => asked[0]?.get(name))).to.deep.equal(['20', 'email', 'active']);
    expect(get(document.body, 'tenant-user-table').getAttribute('density')).to.equal('compact');
  });

  it("has room for the host's own beside the button", async () => {
    await show(
      stage(),
      html`<tenant-user-management .client=${fakeClient(answers)}>
        <button slot="toolbar-start">Before</button><button slot="toolbar-end">After</button>
      </tenant-user-management>`,
    );
    const toolbar = textOf(get(document.body, '[part=toolbar]'));
    expect(toolbar).to.match(/^Before\s*Create User\s*After$/);
  });
});
