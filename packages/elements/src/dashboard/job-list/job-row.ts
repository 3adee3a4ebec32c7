import type {Job} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {formatDuration, formatNumber, formatUtc, type Place} from '../../foundation/format.ts';
import {mark} from '../marks.ts';
import type {JobListMessages} from './job-list.messages.ts';
import {lookOf} from './job-states.ts';

export interface RowContext {
  readonly text: JobListMessages;
  readonly place: Place;
  readonly now: number;
  /** Whether jobs of several clusters are among the rows. */
  readonly hasClusters: boolean;
  readonly onOpen: (job: Job) => void;
}

/** The heads of the columns. */
export const renderHeads = (text: JobListMessages): TemplateResult => html`<tr role="row">
  <th role="columnheader" scope="col">${text.job}</th>
  <th role="columnheader" scope="col" class="partition">${text.partition}</th>
  <th role="columnheader" scope="col" class="gpus">${text.gpus}</th>
  <th role="columnheader" scope="col" class="state">${text.state}</th>
  <th role="columnheader" scope="col" class="time">${text.time}</th>
  <th role="columnheader" scope="col" class="reason">${text.reason}</th>
</tr>`;

/** One job. Its cells have their names, for where there is no room for a table. */
export const renderRow = (job: Job, {text, place, now, hasClusters, onOpen}: RowContext): TemplateResult => {
  const {cluster, name, partition, gpus, rawState, state} = job;
  const {tone, word} = lookOf(state);
  const number = numberOf(job);
  const since = sinceOf(job);
  const reason = reasonOf(job, text, place);
  return html`<tr role="row" part="row">
    <th role="rowheader" scope="row" class="job">
      <button class="open" type="button" title=${name} @click=${() => onOpen(job)}><bdi>${name || number}</bdi></button>
      <span class="number"><bdi>${number}</bdi>${hasClusters ? html` <bdi class="cluster">${cluster}</bdi>` : nothing}</span>
    </th>
    <td role="cell" class="partition" data-label=${text.partition}>${partition === null ? unknown(text) : html`<bdi title=${partition}>${partition}</bdi>`}</td>
    <td role="cell" class="gpus" data-label=${text.gpus}>${gpus === null ? unknown(text) : formatNumber(gpus, place)}</td>
    <td role="cell" class="state"><span class="named" title=${rawState.join(' ')}>${mark(tone)}${text[word]}</span></td>
    <td role="cell" class="time" data-label=${text.time}>
      ${since === null ? unknown(text) : html`<span title=${formatUtc(since)}>${formatDuration(endOf(job, now) - Date.parse(since), place)}</span>`}
    </td>
    <td role="cell" class="reason" data-label=${text.reason}>${reason === null ? nothing : html`<bdi title=${reason}>${reason}</bdi>`}</td>
  </tr>`;
};

/** A dash for the eye, words for the ear: unknown is not none. */
const unknown = ({notKnown}: JobListMessages): TemplateResult =>
  html`<span class="unknown"><span aria-hidden="true">–</span><span class="vh">${notKnown}</span></span>`;

/** What the scheduler calls it: the end of its id. */
const numberOf = ({id, cluster}: Job): string => (id.startsWith(`${cluster}/`) ? id.slice(cluster.length + 1) : id);

/** From when its time counts: a job that waits has waited since it was submitted, any other has run since it was started. */
const sinceOf = ({state, submittedAt, startedAt}: Job): string | null => (state === 'pending' ? submittedAt : startedAt);

const endOf = ({endedAt}: Job, now: number): number => (endedAt === null ? now : Date.parse(endedAt));

/** Why it waits, or ended: in the scheduler's words, or by the code with which it ended. */
const reasonOf = ({reason, exitCode}: Job, text: JobListMessages, place: Place): string | null =>
  reason ?? (exitCode === null || exitCode === 0 ? null : text.exitCode(formatNumber(exitCode, place)));
