/** What somebody of the team begins with. */
export interface Belongings {
  readonly jobs: readonly (readonly [name: string, state: 'pending' | 'running' | 'completed'])[];
  readonly volumes: readonly (readonly [name: string, gibibytes: number])[];
}

/** Who of the team owns what, by username. */
export const BELONGINGS: Readonly<Record<string, Belongings>> = {
  'amara.okafor': {
    jobs: [
      ['nightly-evaluation', 'running'],
      ['tokenizer-ablation', 'completed'],
    ],
    volumes: [['amara-home', 200]],
  },
  'hiroshi.sato': {
    jobs: [
      ['protein-folding-sweep', 'running'],
      ['cryo-em-denoise', 'running'],
      ['sequence-alignment', 'pending'],
      ['baseline-2025', 'completed'],
    ],
    volumes: [
      ['hiroshi-home', 100],
      ['cryo-em-raw', 4_096],
    ],
  },
  'tomas.novak': {
    jobs: [['wind-field-forecast', 'completed']],
    volumes: [['tomas-archive', 750]],
  },
};
