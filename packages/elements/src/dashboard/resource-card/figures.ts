import type {BareMetal, Capacity, Kubernetes, SectionData, SectionName, Slurm, VirtualMachine} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {formatNumber} from '../../foundation/format.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {meter} from '../amounts.ts';
import {strip} from '../charts.ts';
import {mark} from '../marks.ts';
import {clusterFacts, partitionTable, serverFacts, slurmFacts, type Words} from './facts.ts';
import {machineStates, podStates, readiness, serverStates, type State, slurmNodeStates} from './states.ts';

/** Something counted: "16 servers". */
type Counted = readonly [count: number, noun: (count: number, number: string) => string];

interface Figures {
  /** The one number of the card. */
  readonly main: Counted;
  /** What its states are of, where that is something else. */
  readonly also?: Counted;
  readonly states: readonly State[];
  /** States of something that is not part of the strip. */
  readonly apart?: readonly State[];
  readonly capacity: Capacity;
  readonly facts?: unknown;
  readonly table?: unknown;
}

/** How each kind is told. */
const KINDS = {
  bareMetal: (data: BareMetal, words: Words): Figures => ({
    main: [data.total, words.text.servers],
    states: serverStates(data),
    capacity: data.capacity,
    facts: serverFacts(data, words),
  }),
  virtualMachine: (data: VirtualMachine, {text}: Words): Figures => ({
    main: [data.total, text.machines],
    states: machineStates(data),
    capacity: data.capacity,
  }),
  kubernetes: (data: Kubernetes, words: Words): Figures => ({
    main: [data.clusters.total, words.text.clusters],
    also: [data.nodes.total, words.text.nodes],
    states: readiness(data),
    apart: podStates(data),
    capacity: data.capacity,
    facts: clusterFacts(data, words),
  }),
  slurm: (data: Slurm, words: Words): Figures => ({
    main: [data.nodes.total, words.text.nodes],
    states: slurmNodeStates(data),
    capacity: data.capacity,
    facts: slurmFacts(data, words),
    table: data.partitions.length > 0 ? partitionTable(data, words) : nothing,
  }),
};

/** All that a section with data shows: figures first, then how they are made up, then what else there is to say. */
export const figures = (kind: SectionName, data: SectionData[SectionName], sources: unknown, words: Words): TemplateResult => {
  const {text} = words;
  const tell = KINDS[kind] as (data: SectionData[SectionName], words: Words) => Figures; // The host gives the section of this kind.
  const {main, also, states, apart = [], capacity, facts = nothing, table = nothing} = tell(data, words);
  return html`
    <div class="halves">
      <div>
        <p class="figure-line">
          ${counted(main, words, (number) => html`<b part="count">${number}</b>`)}
          ${also ? html`<span class="also">${counted(also, words, (number) => number)}</span>` : nothing}
        </p>
        ${states.length > 0 ? [strip(states), stateTable(states, text.states, words)] : nothing}
        ${apart.length > 0 ? stateTable(apart, text.pods, words, '') : nothing}
      </div>
      <div>
        <ul class="meters" role="list" aria-label=${text.capacity}>
          ${meter({...words, label: text.gpus, amount: capacity.gpus, unit: 'gpus'})}
          ${meter({...words, label: text.cpuCores, amount: capacity.cpuCores})}
          ${meter({...words, label: text.memory, amount: capacity.memoryGiB, unit: 'memory'})}
        </ul>
        ${models(capacity, words)}
      </div>
    </div>
    <dl class="facts">
      ${facts}
      <div class="fact"><dt>${text.sources}</dt><dd>${sources}</dd></div>
    </dl>
    ${table}
  `;
};

/** The number stands out; the noun around it is the language's own. */
const counted = ([count, noun]: Counted, {place}: Words, draw: (number: string) => unknown): readonly unknown[] =>
  weave((gap) => noun(count, gap), draw(formatNumber(count, place)));

/** The strip above it in words and numbers. */
const stateTable = (states: readonly State[], caption: string, {text, place}: Words, look = 'vh'): TemplateResult => html`
  <table class="legend">
    <caption class=${look}>${caption}</caption>
    <thead class="vh"><tr><th scope="col">${text.state}</th><th scope="col">${text.count}</th></tr></thead>
    <tbody>
      ${states.map(
        ({name, tone, count}) => html`<tr part="state">
          <th scope="row"><span class="named">${mark(tone)}${text[name]}</span></th>
          <td class="number">${formatNumber(count, place)}</td>
        </tr>`,
      )}
    </tbody>
  </table>
`;

/** Which GPUs these are: one line where there is one model only, else each with what is in use; and the parts that some are cut into. */
const models = ({gpus: {byModel}}: Capacity, words: Words): unknown => {
  const {text, place} = words;
  const [first, ...others] = byModel;
  if (!first) {
    return nothing;
  }
  if (others.length === 0 && first.mig.length === 0) {
    return html`<p class="models">${formatNumber(first.total, place)} × ${bdi(first.model)}</p>`;
  }
  return html`<ul class="models" role="list" aria-label=${text.gpusByModel}>
    ${byModel.map(({model, mig, ...amount}) => [
      share(bdi(model), amount, words),
      ...mig.map(({profile, ...part}) => share(weave(text.mig, bdi(profile)), part, words, 'mig')),
    ])}
  </ul>`;
};

const share = (label: unknown, amount: {readonly total: number; readonly inUse: number | null}, words: Words, look = ''): unknown => {
  const {text, place} = words;
  const [used, total] = [amount.inUse === null ? null : formatNumber(amount.inUse, place), formatNumber(amount.total, place)];
  return html`<li class=${look}>
    <span class="what">${label}</span>
    <span class="vh">${text.inUse(used ?? text.notKnown, total)}</span><b aria-hidden="true">${used ?? '–'} / ${total}</b>
  </li>`;
};
