import assert from 'node:assert/strict';
import type {Amount, Capacity, SectionData} from '@tenantry/sdk/contract';
import {checkSection} from '../overview/check.ts';
import type {Overview} from '../resources/provider.ts';

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const assertAmount = ({total, inUse}: Amount, what: string): void => {
  for (const number of [total, inUse]) {
    assert.ok(number === null || (Number.isFinite(number) && number >= 0), `${what}: ${number}`);
  }
  assert.ok(total === null || inUse === null || inUse <= total, `${what}: ${inUse} of ${total}`);
};

const assertCapacity = ({gpus, cpuCores, memoryGiB}: Capacity): void => {
  assertAmount(gpus, 'gpus');
  assertAmount(cpuCores, 'cpuCores');
  assertAmount(memoryGiB, 'memoryGiB');
  for (const {model, mig, ...amount} of gpus.byModel) {
    assertAmount(amount, model);
    assert.ok(isCount(amount.total), model);
    mig.forEach(({profile, ...part}) => assertAmount(part, profile));
  }
  const named = gpus.byModel.reduce((sum, {total}) => sum + total, 0);
  assert.ok(gpus.total === null || named === gpus.total, `models of ${named} GPUs among ${gpus.total}`);
};

const assertSum = (total: number, states: Readonly<Record<string, number>>): void => {
  assert.ok(Object.values(states).every(isCount), JSON.stringify(states));
  assert.equal(
    Object.values(states).reduce((sum, count) => sum + count, 0),
    total,
    JSON.stringify(states),
  );
};

const SUMS: {readonly [Name in keyof SectionData]?: (data: SectionData[Name]) => void} = {
  bareMetal: ({total, byState, byPower, health, capacity}) => {
    assertSum(total, byState);
    assertSum(total, byPower);
    assertSum(total, health);
    assertCapacity(capacity);
  },
  virtualMachine: ({total, byState, capacity}) => {
    assertSum(total, byState);
    assertCapacity(capacity);
  },
  kubernetes: ({clusters: {total, byPhase, healthy, degraded, unhealthy, unknown}, nodes, pods, capacity}) => {
    assertSum(total, byPhase);
    assertSum(total, {healthy, degraded, unhealthy, unknown});
    assertSum(nodes.total, {ready: nodes.ready, notReady: nodes.notReady, unknown: nodes.unknown});
    for (const count of [nodes.unschedulable, ...Object.values(nodes.pressure)]) {
      assert.ok(isCount(count) && count <= nodes.total);
    }
    assert.ok(Object.values(pods).every(isCount));
    assertCapacity(capacity);
  },
};

/**
 * What holds of whatever a provider says: states add up to totals, no number is negative, no more is in use than there is; and the overview
 * finds nothing in it to mend.
 */
export const assertSound = (said: Overview): void => {
  for (const name of ['bareMetal', 'virtualMachine', 'kubernetes'] as const) {
    const data = said[name];
    if (data !== undefined) {
      // Each by the check of its own name.
      (SUMS[name] as (data: SectionData[keyof SectionData]) => void)(data);
      assert.deepEqual(checkSection(name, data), {data, isUsable: true, faults: []});
    }
  }
};
