import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jobStateOf, nodeStateOf, partitionStateOf} from './states.ts';

const NODES: readonly (readonly [string, string | null])[] = [
  ['FUTURE', null],
  ['DYNAMIC_FUTURE IDLE', null],
  ['DOWN DRAIN', 'down'],
  ['IDLE NOT_RESPONDING', 'down'],
  ['ERROR', 'failed'],
  ['IDLE FAIL', 'failed'],
  ['INVALID', 'failed'],
  ['IDLE INVALID_REG', 'failed'],
  ['IDLE MAINTENANCE DRAIN', 'maintenance'],
  ['IDLE POWERED_DOWN', 'poweredDown'],
  ['IDLE POWERING_DOWN', 'poweredDown'],
  ['MIXED POWERING_UP', 'poweredDown'],
  ['ALLOCATED DRAIN', 'draining'],
  ['MIXED DRAIN', 'draining'],
  ['IDLE DRAIN COMPLETING', 'draining'],
  ['IDLE DRAIN', 'drained'],
  ['IDLE RESERVED', 'reserved'],
  ['IDLE PLANNED', 'reserved'],
  ['IDLE BLOCKED', 'reserved'],
  ['MIXED PLANNED', 'mixed'],
  ['ALLOCATED', 'allocated'],
  ['MIXED', 'mixed'],
  ['IDLE CLOUD', 'idle'],
  ['UNKNOWN', 'unknown'],
  ['SOMETHING_NEW', 'unknown'],
  ['', 'unknown'],
];

test('§8: states of nodes', () => {
  assert.deepEqual(
    NODES.map(([words]) => [words, nodeStateOf(words.split(' '))]),
    NODES,
  );
});

const JOBS: readonly (readonly [string, string])[] = [
  ['RUNNING COMPLETING', 'completing'],
  ['PENDING REQUEUED', 'pending'],
  ['PENDING REQUEUE_HOLD', 'pending'],
  ['PENDING POWER_UP_NODE', 'pending'],
  ['CONFIGURING', 'pending'],
  ['SUSPENDED', 'suspended'],
  ['STOPPED', 'suspended'],
  ['RUNNING CONFIGURING', 'running'],
  ['RUNNING SIGNALING', 'running'],
  ['STAGE_OUT', 'running'],
  ['COMPLETED', 'completed'],
  ['FAILED', 'failed'],
  ['NODE_FAIL', 'failed'],
  ['BOOT_FAIL', 'failed'],
  ['OUT_OF_MEMORY', 'failed'],
  ['FAILED LAUNCH_FAILED', 'failed'],
  ['RECONFIG_FAIL', 'failed'],
  ['TIMEOUT', 'timedOut'],
  ['DEADLINE', 'timedOut'],
  ['CANCELLED', 'cancelled'],
  ['REVOKED', 'cancelled'],
  ['PREEMPTED', 'preempted'],
  ['SOMETHING_NEW', 'unknown'],
  ['', 'unknown'],
];

test('§8: states of jobs', () => {
  assert.deepEqual(
    JOBS.map(([words]) => [words, jobStateOf(words.split(' '))]),
    JOBS,
  );
});

test('§8: states of partitions', () => {
  const words = ['UP', 'DOWN', 'DRAIN', 'INACTIVE', 'SOMETHING_NEW', 'constructor', ''];
  assert.deepEqual(
    words.map((word) => partitionStateOf([word])),
    ['up', 'down', 'drain', 'inactive', 'unknown', 'unknown', 'unknown'],
  );
});
