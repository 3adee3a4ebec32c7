import {expect} from '@open-wc/testing';
import type {TenantClient, Widget} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/resource-dashboard.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, requestsOf} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {hearConsole} from '../../testing/promises/traces.ts';
import {clientOf, freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {WidgetOpenEvent} from '../../foundation/widget-open.event.ts';
import type {ResourceDashboard} from './resource-dashboard.ts';
import {answersOf, fourWidgets, sampleLayout, sampleWidget, states} from './resource-dashboard.states.ts';
import type {DashboardWidget} from './widget-types.ts';

const all = (root: HTMLElement, selector: string): HTMLElement[] => [...(root.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];

/** The tag of an element that throws when it is connected. */
function brittle(): string {
  const tag = `x-brittle-${Math.random().toString(36).slice(2)}`;
  customElements.define(
    tag,
    class extends HTMLElement {
      connectedCallback(): void {
        throw new Error('the host made a mistake');
      }
    },
  );
  return tag;
}

interface Mount {
  readonly answer?: ReturnType<typeof sampleLayout>;
  readonly answers?: Answers;
  readonly widgets?: readonly DashboardWidget[];
  readonly refreshSeconds?: number;
}

const mount = async ({answer = sampleLayout(), answers = {}, widgets = [], refreshSeconds = 30}: Mount = {}) => {
  const client = fakeClient({...answersOf(answer), ...answers});
  const container = stage();
  await show(
    container,
    html`<resource-dashboard refresh-seconds=${refreshSeconds} .client=${client} .widgets=${widgets}></resource-dashboard>`,
  );
  const dashboard = get<ResourceDashboard>(container, 'resource-dashboard');
  await until(() => find(dashboard, '.frame'), 'the tiles');
  await settled(container);
  return {dashboard, client};
};

describe('resource-dashboard', () => {
  keepsPromises('resource-dashboard', {
    client: () => fakeClient(answersOf()),
    nonsense: {scope: 'nobody', layer: 'nowhere', 'refresh-seconds': 'often'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('draws what the server knows, and hides what nobody here knows', async () => {
    const {dashboard} = await mount({answer: sampleLayout([...fourWidgets(), sampleWidget('of-a-newer-version')])});
    expect(all(dashboard, '.frame').length).to.equal(4);
    await until(() => textOf(dashboard).includes('16 servers'), 'the figures');
    expect(textOf(dashboard)).to.contain('42 machines').and.to.contain('32 nodes');
  });

  it('whoever may arrange nothing has no button for it; whoever may, has', async () => {
    const none = await mount({answer: sampleLayout(fourWidgets(), {}, {personal: false, tenant: false})});
    expect(find(none.dashboard, '[part=edit-button]')).to.equal(undefined);
    const some = await mount();
    expect(textOf(get(some.dashboard, '[part=edit-button]'))).to.equal('Edit Dashboard');
  });

  it('a tile of the host is an element or a template of it, given its options; one that needs a permission is asked for none', async () => {
    const tag = `x-energy-${Math.random().toString(36).slice(2)}`;
    customElements.define(tag, class extends HTMLElement {});
    const {dashboard} = await mount({
      answer: sampleLayout([sampleWidget('energy', {options: {unit: 'kWh'}}), sampleWidget('note', {title: 'Night shift'})]),
      widgets: [
        {type: 'energy', title: 'Energy', element: tag},
        {type: 'note', title: 'Note', render: ({widget}) => html`<b>Hello from ${widget.id}</b>`},
      ],
    });
    expect((get(dashboard, tag) as HTMLElement & {options?: unknown}).options).to.deep.equal({unit: 'kWh'});
    expect(textOf(dashboard)).to.contain('Night shift').and.to.contain('Hello from note');
  });

  for (const [what, type] of [
    [
      'whose render throws',
      {
        render: (): never => {
          throw new Error('the host made a mistake');
        },
      },
    ],
    [
      'whose schema refuses its options',
      {
        render: () => 'never',
        schema: {'~standard': {validate: () => ({issues: [{message: 'A tile needs words.'}]})}},
      },
    ],
    ['whose element throws as it comes', {element: brittle()}],
  ] as const) {
    it(`a tile of the host ${what} says so in its own place, and offers to try again; the others live on`, async () => {
      const {onerror} = globalThis;
      const heard = hearConsole();
      globalThis.onerror = () => true; // The browser tells a page's own handler first.
      const errors: unknown[] = [];
      document.body.addEventListener('tenant-error', (event) => errors.push(event), {once: true});
      const {dashboard} = await mount({
        answer: sampleLayout([sampleWidget('broken'), ...fourWidgets()]),
        widgets: [{type: 'broken', title: 'Broken', ...type}],
      });
      expect(textOf(get(dashboard, '.frame'))).to.equal('This part could not be shown. Try again');
      expect(all(dashboard, 'resource-card').length).to.equal(4);
      expect(errors.length).to.equal(1);
      globalThis.onerror = onerror;
      heard.close();
      dashboard.widgets = [{type: 'broken', title: 'Broken', render: () => 'mended'}];
      get(dashboard, '.failed-tile button').click();
      await settled(document.body);
      expect(textOf(get(dashboard, '.frame'))).to.contain('mended');
    });
  }

  it('a card that is opened tells the page of its tile, and hears that the page has taken it over', async () => {
    const {dashboard} = await mount();
    const heard: (Widget | undefined)[] = [];
    document.body.addEventListener('widget-open', (event) => heard.push((event as WidgetOpenEvent).widget), {once: true});
    expect(find(dashboard, '.link-button'), 'where no page wants it').to.equal(undefined);
    dashboard.openable = true;
    await until(() => find(get(dashboard, 'resource-card'), '.link-button'), 'the figures');
    get(get(dashboard, 'resource-card'), '.link-button').click();
    expect(heard.map((widget) => widget?.id)).to.deep.equal(['bareMetal']);
  });

  it('a default that has changed is offered, and forced on nobody', async () => {
    const answer = sampleLayout(fourWidgets(), {layer: 'personal', version: 3, basedOnVersion: 1, outdated: true});
    const {dashboard, client} = await mount({answer, answers: {'DELETE /v1/tenants/self/dashboard/layouts/personal': null}});
    const [take, keep] = all(dashboard, '.question button').map(textOf);
    expect([take, keep]).to.deep.equal(['Take the default', 'Keep mine']);
    get(dashboard, '.question button').click();
    await until(() => requestsOf(client).some(({method}) => method === 'DELETE'), 'it to be taken');
    expect(
      requestsOf(client)
        .find(({method}) => method === 'DELETE')
        ?.headers.get('if-match'),
    ).to.equal('"3"');
  });

  it('asks every few seconds while it is looked at, one thing at a time, and a hidden page asks nothing', async () => {
    const {setInterval} = globalThis;
    const ticks: [tick: () => void, every: number][] = [];
    globalThis.setInterval = ((tick: () => void, every: number) => ticks.push([tick, every])) as unknown as typeof setInterval;
    let isHidden = false;
    Object.defineProperty(document, 'hidden', {configurable: true, get: () => isHidden});
    try {
      const {dashboard, client} = await mount({refreshSeconds: 1});
      await new Promise((resolve) => setTimeout(resolve, 100)); // The browser tells what is in the window.
      const asked = (): number => requestsOf(client).filter(({url}) => url.includes('summary')).length;
      const turn = async (): Promise<void> => {
        ticks.filter(([, every]) => every === 5000).forEach(([tick]) => tick());
        await settled(document.body);
      };
      expect(ticks.filter(([, every]) => every === 5000).length, 'five seconds at least').to.be.above(0);
      expect(asked()).to.equal(1);
      await turn();
      await until(() => asked() === 2, 'it to be asked again');
      isHidden = true;
      await settled(document.body);
      await turn();
      await turn();
      expect(asked(), 'while nobody sees it').to.equal(2);
      isHidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => asked() === 3, 'it to be asked as soon as it is seen');
      expect(dashboard.isConnected).to.equal(true);
    } finally {
      globalThis.setInterval = setInterval;
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it("what is saved is there after a reload, and is nobody else's (S1-13)", async () => {
    const tenant = await freshTenant([{username: 'ana.santos'}, {username: 'bo.lind'}]);
    const open = async (client: TenantClient): Promise<ResourceDashboard> => {
      const container = stage();
      container.style.setProperty('inline-size', '1000px');
      await show(container, html`<resource-dashboard .client=${client}></resource-dashboard>`);
      const dashboard = get<ResourceDashboard>(container, 'resource-dashboard');
      await until(() => find(dashboard, '.frame'), 'the tiles');
      return dashboard;
    };
    const [ana, bo] = tenant.users.map((user) => clientOf(user)) as [TenantClient, TenantClient];
    const dashboard = await open(ana);
    const before = all(dashboard, '.frame').length;
    get(dashboard, '[part=edit-button]').click();
    await until(() => find(dashboard, '.take-off'), 'the tools');
    get(dashboard, '.take-off').click();
    await settled(document.body);
    get(dashboard, '.push .primary').click();
    await until(() => !dashboard.editing, 'it to be saved');
    expect(all(await open(ana), '.frame').length).to.equal(before - 1);
    expect(all(await open(bo), '.frame').length).to.equal(before);
  });
});
