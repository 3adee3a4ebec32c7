import {html, nothing, type TemplateResult} from 'lit';
import {formatNumber, formatShare, type Place} from '../foundation/format.ts';
import {bar, slots} from './charts.ts';

/** How much of something there is, and how much of that is in use. `null` is not known. */
export interface InUse {
  readonly total: number | null;
  readonly inUse: number | null;
}

/** What is said of amounts. */
export const amountMessages = {
  inUse: (used: string, total: string): string => `${used} of ${total} in use`,
  notKnown: 'not known',
  none: 'None',
  gibibytes: (number: string): string => `${number} GiB`,
  tebibytes: (number: string): string => `${number} TiB`,
  pebibytes: (number: string): string => `${number} PiB`,
};
export type AmountMessages = typeof amountMessages;

const UNKNOWN = '–';
const STEP = 1024;

const counted = (value: number | null, place: Place): string => (value === null ? UNKNOWN : formatNumber(value, place));

const rounded = (value: number): number => (Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value));

/** Both numbers of memory in the unit that fits the whole, which is said once. */
const memory = ({total, inUse}: InUse, text: AmountMessages, place: Place): [used: string, total: string] => {
  const largest = total ?? inUse ?? 0;
  const power = [2, 1].find((each) => largest >= STEP ** each) ?? 0;
  const unit = [text.gibibytes, text.tebibytes, text.pebibytes][power] ?? text.gibibytes;
  const scaled = (value: number | null): string => counted(value === null ? null : rounded(value / STEP ** power), place);
  return [scaled(inUse), unit(scaled(total))];
};

export interface Meter {
  readonly label: unknown;
  readonly amount: InUse;
  readonly unit?: 'gpus' | 'memory';
  readonly text: AmountMessages;
  readonly place: Place;
}

/** An amount in numbers, and a drawing of it where there is something to draw. What is not known reads "–", never 0. */
export const meter = ({label, amount, unit, text, place}: Meter): TemplateResult => {
  const {total, inUse} = amount;
  const [used, all] = unit === 'memory' ? memory(amount, text, place) : [counted(inUse, place), counted(total, place)];
  const isNone = total === 0 && !inUse;
  const known = total !== null && total > 0 && inUse !== null;
  return html`<li class="meter">
    <div class="meter-line">
      <span class="what">${label}</span>
      <span class="numbers">${
        isNone
          ? html`<b>${text.none}</b>`
          : html`<span class="vh">${text.inUse(inUse === null ? text.notKnown : used, total === null ? text.notKnown : all)}</span>
            <b aria-hidden="true">${inUse === null && total === null ? UNKNOWN : `${used} / ${all}`}</b>`
      }
      ${known ? html`<span class="share">${formatShare(inUse / total, place)}</span>` : nothing}</span>
    </div>
    ${known ? (unit === 'gpus' ? slots(inUse, total) : bar(inUse, total)) : nothing}
  </li>`;
};
