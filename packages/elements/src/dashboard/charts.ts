import {type ScaleBand, scaleBand} from 'd3-scale';
import {stack, stackOffsetExpand} from 'd3-shape';
import {html, svg, type TemplateResult} from 'lit';
import type {Tone} from './marks.ts';

// Drawings beside the words and numbers that say the same: nobody needs to see or to hear them.

/** One part of a whole. */
export interface Share {
  readonly tone: Tone;
  readonly count: number;
}

/** Less of a strip than that is not seen. */
const LEAST = 0.02;
const GAP = 0.006;
const SLOTS_MAX = 64;
/** As GPUs sit in a server. */
const SLOTS_IN_GROUP = 8;

const percent = (share: number): string => `${(Math.max(0, share) * 100).toFixed(2)}%`;

const layOut = stack<readonly number[], number>()
  .value((row, index) => row[index] ?? 0)
  .offset(stackOffsetExpand);

/** How something is made up, as one strip. A pattern of its own tells each part without its color. */
export const strip = (shares: readonly Share[]): TemplateResult => {
  const least = shares.reduce((sum, {count}) => sum + count, 0) * LEAST;
  const row = shares.map(({count}) => Math.max(count, least));
  const parts = layOut.keys(row.keys())([row]);
  return html`<div class="strip" part="bar">
    <svg aria-hidden="true">
      <defs>${patterns}</defs>
      <g>
        ${shares.map(({tone}, index) => {
          const [from = 0, to = 0] = parts[index]?.[0] ?? [];
          const [x, width] = [percent(from), percent(to - from - (to < 0.999 ? GAP : 0))];
          return svg`<rect class="tone-${tone}" x=${x} width=${width} height="100%" rx="1.5" />
            <rect x=${x} width=${width} height="100%" rx="1.5" fill="url(#on-${tone})" />`;
        })}
      </g>
    </svg>
  </div>`;
};

const pattern = (tone: Tone, path: string): TemplateResult =>
  svg`<pattern id="on-${tone}" width="4" height="4" patternUnits="userSpaceOnUse"><path class="knock" d=${path} /></pattern>`;

const patterns = [
  pattern('part', 'M-1 5 5-1M-1 1 1-1M3 5 5 3'),
  pattern('moving', 'M-1-1 5 5M-1 3 1 5M3-1 5 1'),
  pattern('aside', 'M0 2h4'),
  pattern('warning', 'M2 0v4'),
  pattern('danger', 'M0 0 4 4M0 4 4 0'),
  pattern('unknown', 'M2 2v.01'),
];

/** How much of something is in use. */
export const bar = (inUse: number, total: number): TemplateResult => html`<div class="bar" part="bar">
  <svg aria-hidden="true">
    <g><rect class="track" width="100%" height="100%" /><rect class="fill" width=${percent(Math.min(1, inUse / total))} height="100%" /></g>
  </svg>
</div>`;

/** How many of some GPUs are in use, a cell each, in groups of eight; a cell stands for several where there are many. */
export const slots = (inUse: number, total: number): TemplateResult => {
  const count = Math.min(total, SLOTS_MAX);
  const used = inUse < total ? Math.min(Math.ceil((inUse / total) * count), count - 1) : count;
  const groups = bands(Math.ceil(count / SLOTS_IN_GROUP), 100, 0.08);
  const cells = bands(Math.min(count, SLOTS_IN_GROUP), groups.bandwidth(), 0.25);
  const starts = Array.from(
    {length: count},
    (_, index) => (groups(Math.floor(index / SLOTS_IN_GROUP)) ?? 0) + (cells(index % SLOTS_IN_GROUP) ?? 0),
  );
  const width = cells.bandwidth();
  const drawn = (some: readonly number[]): string =>
    some.map((x) => `M${x.toFixed(2)} 0h${width.toFixed(2)}v10h-${width.toFixed(2)}z`).join('');
  return html`<div class="slots" part="bar">
    <svg viewBox="0 0 ${((starts.at(-1) ?? 0) + width).toFixed(2)} 10" preserveAspectRatio="none" aria-hidden="true">
      <g><path class="fill" d=${drawn(starts.slice(0, used))} /><path class="track" d=${drawn(starts.slice(used))} /></g>
    </svg>
  </div>`;
};

const bands = (count: number, length: number, gap: number): ScaleBand<number> =>
  scaleBand<number>()
    .domain(Array.from({length: count}).keys())
    .range([0, length])
    .paddingInner(gap)
    .align(0);
