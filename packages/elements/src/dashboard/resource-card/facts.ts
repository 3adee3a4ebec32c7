import type {BareMetal, Kubernetes, Slurm} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {formatNumber, type Place} from '../../foundation/format.ts';
import {bdi} from '../../foundation/weave.ts';
import {mark} from '../marks.ts';
import type {ResourceCardMessages} from './resource-card.messages.ts';
import {endedJobs, healthStates, jobStates, partitionState, phaseStates, powerStates, type State, troubles} from './states.ts';

// What a card tells beside its figures: names and what belongs to them, in rows.

/** The words and the place that figures are told with. */
export interface Words {
  readonly text: ResourceCardMessages;
  readonly place: Place;
}

const row = (name: string, items: readonly unknown[]): unknown =>
  items.length === 0
    ? nothing
    : html`<div class="fact"><dt>${name}</dt><dd><ul role="list" class="tally">${items.map((item) => html`<li>${item}</li>`)}</ul></dd></div>`;

const tally = (name: string, states: readonly State[], {text, place}: Words): unknown =>
  row(
    name,
    states.map((state) => html`${mark(state.tone)}${text[state.name]} <b>${formatNumber(state.count, place)}</b>`),
  );

/** Names of the system's own, and how often each is there. */
const named = (name: string, items: readonly (readonly [name: string, count: number])[], {place}: Words): unknown =>
  row(
    name,
    items.map(([each, count]) => html`${bdi(each)} <b>${formatNumber(count, place)}</b>`),
  );

export const serverFacts = (data: BareMetal, words: Words): unknown => [
  tally(words.text.health, healthStates(data.health), words),
  tally(words.text.power, powerStates(data), words),
];

export const clusterFacts = (data: Kubernetes, words: Words): unknown => {
  const {text} = words;
  const {byVersion} = data.clusters;
  return [
    tally(text.health, healthStates(data.clusters), words),
    tally(text.phases, phaseStates(data), words),
    tally(text.attention, troubles(data), words),
    named(
      text.versions,
      byVersion.map(({version, count}) => [version, count]),
      words,
    ),
  ];
};

export const slurmFacts = (data: Slurm, words: Words): unknown => {
  const {text} = words;
  const {last24h, pendingReasons} = data.jobs;
  return [
    tally(text.health, healthStates(data.clusters), words),
    tally(text.jobs, jobStates(data), words),
    named(
      text.waitingFor,
      pendingReasons.map(({reason, count}) => [reason, count]),
      words,
    ),
    last24h === null ? row(text.lastDay, [text.noAccounting]) : tally(text.lastDay, endedJobs(last24h), words),
  ];
};

/** The partitions of the clusters: what they are, how large, and what runs and waits there. */
export const partitionTable = ({partitions, clusters}: Slurm, {text, place}: Words): TemplateResult => html`
  <table class="table" role="table">
    <caption>${text.partitions}</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${text.partition}</th>
        <th role="columnheader" scope="col">${text.state}</th>
        ${[text.partitionNodes, text.running, text.pending].map((head) => html`<th role="columnheader" scope="col" class="number">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${partitions.map(({cluster, name, state, nodes, runningJobs, pendingJobs}) => {
        const {name: word, tone} = partitionState(state);
        const cells = [
          [text.partitionNodes, nodes],
          [text.running, runningJobs],
          [text.pending, pendingJobs],
        ] as const;
        return html`<tr role="row">
          <th role="rowheader" scope="row">${bdi(name)} ${clusters.total > 1 ? html`<span class="where">${bdi(cluster)}</span>` : nothing}</th>
          <td role="cell"><span class="named">${mark(tone)}${text[word]}</span></td>
          ${cells.map(
            ([head, count]) =>
              html`<td role="cell" class="number"><span class="label" aria-hidden="true">${head}</span> ${formatNumber(count, place)}</td>`,
          )}
        </tr>`;
      })}
    </tbody>
  </table>
`;
