import type {Capacity, ResourceSummary, Section, SectionData, SectionName} from '@tenantry/sdk';

/** The sections in the order in which they are told. */
export const SECTION_NAMES: readonly SectionName[] = ['bareMetal', 'virtualMachine', 'kubernetes', 'slurm'];

type Model = Capacity['gpus']['byModel'][number];

/** The GPUs of one model, as the sections tell of them. */
export interface ModelOfGpu {
  readonly model: string;
  readonly places: readonly (Pick<Model, 'total' | 'inUse' | 'mig'> & {readonly section: SectionName})[];
}

export type AnySection = Section<SectionData[SectionName]>;

/** Every model that some section has, those with the most GPUs first. */
export const modelsIn = (summary: ResourceSummary): readonly ModelOfGpu[] => {
  const models = new Map<string, ModelOfGpu['places'][number][]>();
  for (const section of SECTION_NAMES) {
    for (const {model, ...amounts} of summary[section].data?.capacity.gpus.byModel ?? []) {
      models.set(model, [...(models.get(model) ?? []), {...amounts, section}]);
    }
  }
  const most = ({places}: ModelOfGpu): number => Math.max(...places.map(({total}) => total));
  return [...models].map(([model, places]) => ({model, places})).toSorted((one, other) => most(other) - most(one));
};

/** What there is of GPUs whose model is not told, by section. */
export const nameless = (summary: ResourceSummary): readonly ModelOfGpu['places'][number][] =>
  SECTION_NAMES.flatMap((section) => {
    const gpus = summary[section].data?.capacity.gpus;
    return gpus?.total && gpus.byModel.length === 0 ? [{section, total: gpus.total, inUse: gpus.inUse, mig: []}] : [];
  });
