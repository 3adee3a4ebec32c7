import {html, type TemplateResult} from 'lit';

const DISC = 'M1 7a6 6 0 1 0 12 0 6 6 0 1 0-12 0';
const RING = 'M2 7a5 5 0 1 0 10 0 5 5 0 1 0-10 0';
const HALF = 'M7 1.5a5.5 5.5 0 0 1 0 11z';

/** What is filled, what is drawn on it or beside it. */
const SHAPES = {
  /** In use: a disc. */
  used: [DISC, ''],
  /** Partly in use: half a disc. */
  part: [HALF, RING],
  /** Free: a ring. */
  free: ['', RING],
  /** On its way: half a disc, of another color. */
  moving: [HALF, RING],
  /** Set aside: a dash. */
  aside: ['', 'M2 7h10'],
  /** Needs a look: a triangle. */
  warning: ['M7 1 13.5 12.5H.5z', ''],
  /** Failed: a square. */
  danger: ['M3 2h8q1 0 1 1v8q0 1-1 1H3q-1 0-1-1V3q0-1 1-1z', ''],
  /** Good or done: a disc with a check. */
  good: [DISC, 'M4.4 7.2 6.2 9l3.4-3.9'],
  /** Running: a disc with a triangle. */
  running: [DISC, 'M5.6 4.8v4.4L9.2 7z'],
  /** Waiting: a clock. */
  waiting: ['', `${RING}M7 4.25V7.2l1.9 1.1`],
  /** Not known: a ring with a dot. */
  unknown: ['', `${RING}M7 7v.01`],
} as const;

/** What a state means for the eye: one shape, one color and one pattern each. */
export type Tone = keyof typeof SHAPES;

/** The shape of a state. It always stands beside the state's name. */
export const mark = (tone: Tone): TemplateResult => {
  const [solid, line] = SHAPES[tone];
  return html`<svg class="mark tone-${tone}" viewBox="0 0 14 14" aria-hidden="true">
    <path class="solid" d=${solid} /><path class=${solid === DISC ? 'knock' : ''} d=${line} />
  </svg>`;
};
