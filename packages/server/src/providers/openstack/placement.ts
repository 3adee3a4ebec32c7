import type {Capacity} from '@tenantry/sdk/contract';
import {amount, GpuCount, rounded, sumOf} from '../capacity.ts';
import {eachOf} from '../each-of.ts';
import {type Fields, fieldsOf, read, readCount, readList, readMeasure, readText} from '../fields.ts';
import {SourceError} from '../source-error.ts';
import type {Keystone} from './keystone.ts';

const AT_ONCE = 8;
const VERSION = {'OpenStack-API-Version': 'placement 1.4'};
const GPUS = ['VGPU', 'PGPU'];

interface Host {
  readonly inventories: Fields;
  readonly usages: Fields;
}

/** What the hosts of a cloud have, and what is in use of it: Nova itself does not tell any more. */
export class Placement {
  readonly #keystone: Keystone;

  constructor(keystone: Keystone) {
    this.#keystone = keystone;
  }

  /** @param gpusInUse What the machines hold of GPUs that are not told of here. */
  async capacity(gpusInUse: number | null, signal: AbortSignal): Promise<Capacity> {
    const hosts = await this.#hosts(signal);
    const of = (name: string): {total: number | null; inUse: number | null} => ({
      total: hosts && sumOf(hosts.map(({inventories}) => totalOf(inventories, name))),
      inUse: hosts && sumOf(hosts.map(({usages}) => (name in usages ? readCount(usages[name]) : 0))),
    });
    const gpus = new GpuCount();
    let isTold = false;
    for (const name of GPUS) {
      const {total, inUse} = of(name);
      if (total !== null && total > 0) {
        gpus.add({model: name, profile: null}, {total, inUse});
        isTold = true;
      }
    }
    const cores = of('VCPU');
    const mebibytes = of('MEMORY_MB');
    const gibibytes = (count: number | null): number | null => rounded(count === null ? null : count / 1024);
    return {
      gpus: isTold ? gpus.gpus : {total: null, inUse: gpusInUse, byModel: []},
      cpuCores: amount(cores.total, cores.inUse),
      memoryGiB: amount(gibibytes(mebibytes.total), gibibytes(mebibytes.inUse)),
    };
  }

  /** `null` where the token may not know. */
  async #hosts(signal: AbortSignal): Promise<readonly Host[] | null> {
    if (!(await this.#keystone.has('placement', signal))) {
      return null;
    }
    try {
      const {resource_providers: providers} = await this.#get('resource_providers', signal);
      if (!Array.isArray(providers)) {
        throw new SourceError('bad-response', 'The answer of Placement has no list of resource providers');
      }
      const ids = readList(providers).flatMap(({uuid}) => readText(uuid) ?? []);
      return await eachOf(ids, AT_ONCE, async (id) => {
        const path = `resource_providers/${encodeURIComponent(id)}`;
        const [{inventories}, {usages}] = await Promise.all([
          this.#get(`${path}/inventories`, signal),
          this.#get(`${path}/usages`, signal),
        ]);
        return {inventories: fieldsOf(inventories), usages: fieldsOf(usages)};
      });
    } catch (error) {
      if (error instanceof SourceError && error.code === 'forbidden') {
        return null;
      }
      throw error;
    }
  }

  #get(path: string, signal: AbortSignal): Promise<Fields> {
    return this.#keystone.get('placement', path, VERSION, signal);
  }
}

/** What can be given of a host: without what is kept back, and as often as it may be given. */
const totalOf = (inventories: Fields, name: string): number | null => {
  if (!(name in inventories)) {
    return 0;
  }
  const total = readCount(read(inventories, name, 'total'));
  const reserved = readCount(read(inventories, name, 'reserved') ?? 0);
  const ratio = readMeasure(read(inventories, name, 'allocation_ratio') ?? 1);
  const left = total === null || reserved === null ? null : total - reserved;
  return left === null || left < 0 || ratio === null ? null : readCount(Math.floor(left * ratio));
};
