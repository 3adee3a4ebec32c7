/** How many GPUs, by the type that the site has given them; `''` where it has given none. */
export type Gpus = ReadonlyMap<string, number>;

const MEBI = 1024 ** 2;
const UNITS: Readonly<Record<string, number>> = {'': 1, K: 1024, M: MEBI, G: 1024 ** 3, T: 1024 ** 4, P: 1024 ** 5};
const MIG = /^(?:(.+?)[_-])??(?:mig[_-])?(\d+g\.\d+gb(?:[.+]me)?)$/i;
const PARTS = /,(?![^(]*\))/;

/** Adds up GPUs. */
export const addGpus = (all: Iterable<Gpus>): Map<string, number> => {
  const sum = new Map<string, number>();
  for (const gpus of all) {
    for (const [type, count] of gpus) {
      sum.set(type, (sum.get(type) ?? 0) + count);
    }
  }
  return sum;
};

export const countGpus = (gpus: Gpus): number => [...gpus.values()].reduce((sum, count) => sum + count, 0);

/** Reads generic resources: `gpu:h200:8(S:0-1),gpu:a100:4`, `gres:gpu:2`, `gpu:h200:5(IDX:0,2-5)`. */
export const readGres = (text: unknown): Gpus =>
  addGpus(
    (typeof text === 'string' ? text : '').split(PARTS).map((part) => {
      const words = part.replace(/\(.*$/, '').trim().split(':');
      const [name, ...rest] = words[0] === 'gres' ? words.slice(1) : words;
      if (name !== 'gpu' && name !== 'gres/gpu') {
        return new Map();
      }
      const last = /^(\d+)([KMGTP]?)$/i.exec(rest.at(-1) ?? '');
      const count = last ? Number(last[1]) * (UNITS[(last[2] ?? '').toUpperCase()] ?? 1) : 1;
      const [type = ''] = (last ? rest.slice(0, -1) : rest).filter((word) => word !== 'no_consume');
      return new Map(count > 0 ? [[type, count]] : []);
    }),
  );

/** What is tracked of a job or a node. */
export interface Tres {
  readonly memoryMiB: number | null;
  readonly gpus: Gpus;
}

/** Reads trackable resources: `cpu=16,mem=64G,node=1,gres/gpu=4,gres/gpu:h200=4`. `null` where there are none. */
export const readTres = (text: unknown): Tres | null => {
  if (typeof text !== 'string' || text === '') {
    return null;
  }
  const values = new Map(text.split(',').map((part) => part.split('=', 2) as [string, string | undefined]));
  const typed = [...values].flatMap(([name, value]): [string, number][] =>
    name.startsWith('gres/gpu:') ? [[name.slice('gres/gpu:'.length), wholeOf(value) ?? 0]] : [],
  );
  const untyped = (wholeOf(values.get('gres/gpu')) ?? 0) - countGpus(new Map(typed));
  return {
    memoryMiB: mebibytesOf(values.get('mem')),
    gpus: new Map([...typed, ...(untyped > 0 ? [['', untyped] as const] : [])].filter(([, count]) => count > 0)),
  };
};

const wholeOf = (text = ''): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

/** Memory without a unit is in MiB. */
const mebibytesOf = (text = ''): number | null => {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([KMGTP]?)$/i.exec(text) ?? [];
  return number === undefined ? null : (Number(number) * (UNITS[unit === '' ? 'M' : unit.toUpperCase()] ?? 1)) / MEBI;
};

/** The model of a type, and the profile where it is a part of a GPU: `a100_1g.5gb`, `1g.10gb`. */
export const modelOf = (type: string): {readonly model: string; readonly profile: string | null} => {
  const [, model, profile] = MIG.exec(type) ?? [];
  return profile === undefined
    ? {model: type === '' ? UNNAMED : type, profile: null}
    : {model: model ?? UNNAMED, profile: profile.toLowerCase()};
};

/** What GPUs are called whose site has given them no type. */
export const UNNAMED = 'gpu';
