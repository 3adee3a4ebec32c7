import {expect} from '@open-wc/testing';
import type {SectionName} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/resource-card.ts';
import {get, show, stage} from '../../testing/element-state.ts';
import {looksOf, unisolated} from '../../testing/hostile/looks.ts';
import {hostileStrings} from '../../testing/hostile/strings.ts';
import {sampleKubernetes, sampleSection, sampleSlurm, sampleSource} from '../../testing/resource-samples.ts';

const MARK = /m\d+m/g;

/** Everything of a section that a system names, with a mark in it, or with a text for each mark. */
const sections = (nameFor: (mark: string) => string) => {
  let last = 0;
  const name = (): string => nameFor(`m${last++}m`);
  const capacity = {
    ...sampleSlurm().capacity,
    gpus: {
      total: 8,
      inUse: 4,
      byModel: [1, 2].map(() => ({model: name(), total: 4, inUse: 2, mig: [{profile: name(), total: 7, inUse: 1}]})),
    },
  };
  const sources = [
    sampleSource({name: name()}),
    sampleSource({name: name(), simulated: true}),
    ...['timeout', 'unreachable', 'bad-response', name()].map((code) => sampleSource({name: name(), ok: false, asOf: null, code})),
  ];
  const slurm = sampleSlurm({
    capacity,
    clusters: {...sampleSlurm().clusters, total: 2},
    partitions: [1, 2, 3].map(() => ({cluster: name(), name: name(), state: name(), nodes: 1, pendingJobs: 2, runningJobs: 3})),
    jobs: {...sampleSlurm().jobs, pendingReasons: [1, 2].map(() => ({reason: name(), count: 3}))},
  });
  const kubernetes = sampleKubernetes({
    capacity,
    clusters: {...sampleKubernetes().clusters, byVersion: [1, 2].map(() => ({version: name(), count: 1}))},
  });
  return {
    slurm: sampleSection(slurm, {sources}),
    kubernetes: sampleSection(kubernetes, {sources}),
    bareMetal: {status: 'unavailable', asOf: null, sources, data: null},
    heading: name(),
  } as const;
};

const mounted = async (
  kind: Exclude<SectionName, 'virtualMachine'>,
  nameFor: (mark: string) => string,
  container = stage(),
): Promise<HTMLElement> => {
  const {heading, [kind]: section} = sections(nameFor);
  await show(container, html`<resource-card kind=${kind} .heading=${heading} .section=${section}></resource-card>`);
  return get(container, 'resource-card');
};

describe(`${hostileStrings.length} hostile strings in everything that a system names (X8, E30)`, () => {
  afterEach(() => document.body.replaceChildren());

  for (const kind of ['slurm', 'kubernetes', 'bareMetal'] as const) {
    it(`${kind}: each is text, and turns round no words but its own`, async () => {
      const marked = await mounted(kind, (mark) => mark);
      expect(looksOf(marked).text).to.match(MARK);
      expect(unisolated(marked, MARK)).to.deep.equal([]);
      const unseen = stage();
      unseen.hidden = true; // Chromium takes ten seconds to draw so much text.
      const filled = await mounted(kind, () => hostileStrings.join(' '), unseen);
      const expected = looksOf(marked, (text) => text.replaceAll(MARK, () => hostileStrings.join(' ')));
      const seen = looksOf(filled);
      const withoutNames = (elements: readonly string[]): string[] => elements.filter((element) => !element.startsWith('resource-card'));
      expect(withoutNames(seen.elements)).to.deep.equal(withoutNames(expected.elements));
      expect(seen.text === expected.text).to.equal(true);
    });
  }

  it('none has run', () => {
    expect(Object.hasOwn(globalThis, 'pwned')).to.equal(false);
  });
});
