import {expect} from '@open-wc/testing';
import {html} from 'lit';
import '../../define/quick-links.ts';
import '../../define/tenant-provider.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {fakeClient} from '../../testing/fake-client.ts';
import {hostileStrings} from '../../testing/hostile/strings.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {sampleMe} from '../../testing/samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {sampleLinks, states} from './quick-links.states.ts';
import type {QuickLink} from '../quick-link.ts';
import type {QuickLinks} from './quick-links.ts';

const mount = async (links: readonly QuickLink[]): Promise<QuickLinks> => {
  const container = stage();
  await show(container, html`<quick-links .links=${links}></quick-links>`);
  return get<QuickLinks>(container, 'quick-links');
};

const linksOf = (element: QuickLinks): HTMLAnchorElement[] => [...(element.shadowRoot?.querySelectorAll('a') ?? [])];

describe('quick-links', () => {
  keepsPromises('quick-links', {properties: {links: sampleLinks}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it("S1-15: leads to the host's workspace, by a link with its name", async () => {
    const [link] = linksOf(await mount(sampleLinks));
    expect(textOf(link as Node)).to.equal('Create and Access Workspace Interactive notebooks with GPU, CPU, or MIG resources.');
    expect(link?.getAttribute('href')).to.equal('https://workspace.halyard.example/');
  });

  it("S1-16: leads to the host's model playground, by a link with its name", async () => {
    const [, link] = linksOf(await mount(sampleLinks));
    expect(textOf(link as Node)).to.equal('Access Model Playground Send prompts to deployed models and inspect responses.');
    expect(link?.getAttribute('href')).to.equal('/playground');
  });

  it('the host calls its links what it likes; one without a name is not drawn', async () => {
    const links = linksOf(
      await mount([
        {key: 'jobs', url: '/jobs', label: 'Batch', text: 'What runs tonight'},
        {key: 'constructor', url: '/nowhere'},
      ]),
    );
    expect(links.map(textOf)).to.deep.equal(['Batch What runs tonight']);
  });

  it('an address that is neither https: nor a path is not drawn (T27)', async () => {
    const element = await mount([
      {key: 'jobs', url: 'javascript:globalThis.pwned=1'},
      {key: 'workspace', url: '//pwned.example/'},
    ]);
    expect(linksOf(element)).to.deep.equal([]);
    expect(textOf(get(element, '[part=empty]'))).to.contain('No links');
    expect(element.matches(':state(empty)')).to.equal(true);
  });

  it('what the rights of the user forbid is absent (X1)', async () => {
    const links: QuickLink[] = [
      {key: 'playground', url: '/playground', permission: 'models.query'},
      {key: 'notebooks', url: '/notebooks', permission: 'notebooks.use'},
      {key: 'jobs', url: '/jobs', permission: null},
    ];
    const client = fakeClient({'GET /v1/session': sampleMe({permissions: ['models.query']})});
    const container = stage();
    await show(container, html`<tenant-provider .client=${client}><quick-links .links=${links}></quick-links></tenant-provider>`);
    const element = get<QuickLinks>(container, 'quick-links');
    expect(linksOf(element).map(({pathname}) => pathname)).to.deep.equal(['/jobs']);
    await until(() => linksOf(element).length > 1, 'the session');
    expect(linksOf(element).map(({pathname}) => pathname)).to.deep.equal(['/playground', '/jobs']);
  });

  it(`${hostileStrings.length} hostile strings as names are text, and as addresses lead nowhere (X8)`, async () => {
    const element = await mount(hostileStrings.map((label) => ({key: label, url: '/jobs', label: `${label}.`, text: label})));
    expect(linksOf(element)).to.have.length(hostileStrings.length);
    expect(element.shadowRoot?.querySelectorAll('li *:not(a, svg, path, span, bdi)')).to.have.length(0);
    const labels = [...(element.shadowRoot?.querySelectorAll('.label') ?? [])].map(({textContent}) => textContent);
    expect(labels.filter((label, index) => label !== `${hostileStrings[index]}.`)).to.deep.equal([]);
    element.links = hostileStrings.map((url) => ({key: 'jobs', url}));
    await settled(document.body);
    for (const {protocol, origin} of linksOf(element)) {
      expect(protocol === 'https:' || origin === location.origin).to.equal(true);
    }
    expect(Object.hasOwn(globalThis, 'pwned')).to.equal(false);
  });

  it('a name of the host stands instead of its own', async () => {
    const element = await mount(sampleLinks);
    expect(textOf(get(element, 'h2'))).to.equal('Quick links');
    element.heading = 'Where to go';
    await element.updateComplete;
    expect(textOf(get(element, 'h2'))).to.equal('Where to go');
    expect(find(element, '[part=empty]')).to.equal(undefined);
  });
});
