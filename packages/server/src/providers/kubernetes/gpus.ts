import type {GpuKind} from '../capacity.ts';
import {type Fields, readText} from '../fields.ts';

const MIG = 'nvidia.com/mig-';
/** Which labels of a node tell the model, by the resource. */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  'nvidia.com/gpu': ['nvidia.com/gpu.product'],
  'amd.com/gpu': ['amd.com/gpu.product-name', 'beta.amd.com/gpu.product-name'],
};
/** GPUs that are all cut alike go by the name of their parts: `NVIDIA-A100-SXM4-40GB-MIG-1g.5gb`. */
const CUT = /^(.+)-MIG-(\d+g\.\d+gb(?:[.+]me)?)$/i;

/** Whether a resource of a node is a GPU, or a part of one. */
export const isGpu = (resource: string): boolean => Object.hasOwn(MODELS, resource) || resource.startsWith(MIG);

/** What a resource stands for on a node with these labels. Without them it goes by its own name. */
export const gpuKindOf = (resource: string, labels: Fields): GpuKind => {
  const base = resource.startsWith(MIG) ? 'nvidia.com/gpu' : resource;
  const names = (MODELS[base] ?? []).flatMap((label) => readText(labels[label]) ?? []);
  const [, whole, part] = CUT.exec(names[0] ?? '') ?? [];
  return {
    model: whole ?? names[0] ?? base,
    profile: resource.startsWith(MIG) ? (readText(resource.slice(MIG.length)) ?? '?').toLowerCase() : (part?.toLowerCase() ?? null),
  };
};
