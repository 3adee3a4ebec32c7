import assert from 'node:assert/strict';
import {test} from 'node:test';
import {modelOf, readGres, readTres} from './gpus.ts';

const GRES: readonly (readonly [unknown, Readonly<Record<string, number>>])[] = [
  ['gpu:h200:8', {h200: 8}],
  ['gpu:h200:8(S:0-1)', {h200: 8}],
  ['gpu:h200:5(IDX:0,2-5),gpu:a100:2(IDX:1)', {h200: 5, a100: 2}],
  ['gpu:8', {'': 8}],
  ['gpu', {'': 1}],
  ['gres:gpu:h200:4', {h200: 4}],
  ['gres/gpu:h200:4', {h200: 4}],
  ['gpu:h200', {h200: 1}],
  ['gpu:h200:no_consume:2', {h200: 2}],
  ['gpu:h200:2K', {h200: 2048}],
  ['gpu:a100_1g.5gb:7,gpu:a100:3', {'a100_1g.5gb': 7, a100: 3}],
  ['shard:h200:32,nic:2,gpu:h200:1', {h200: 1}],
  ['gpu:h200:0(IDX:N/A)', {}],
  ['(null)', {}],
  ['', {}],
  [null, {}],
  [7, {}],
];

test('§8: GPUs in generic resources', () => {
  assert.deepEqual(
    GRES.map(([text]) => [text, Object.fromEntries(readGres(text))]),
    GRES,
  );
});

test('§8: GPUs and memory in trackable resources', () => {
  const read = (text: unknown): unknown => {
    const tres = readTres(text);
    return tres && [tres.memoryMiB, Object.fromEntries(tres.gpus)];
  };
  assert.deepEqual(read('cpu=16,mem=64G,node=1,billing=16,gres/gpu=4,gres/gpu:h200=4'), [65_536, {h200: 4}]);
  assert.deepEqual(read('cpu=1,mem=1000M,gres/gpu=3,gres/gpu:h200=1'), [1000, {h200: 1, '': 2}]);
  assert.deepEqual(read('cpu=1,mem=2T,gres/gpu=2'), [2_097_152, {'': 2}]);
  assert.deepEqual(read('cpu=1,mem=512,gres/gpu=-2'), [512, {}]);
  assert.deepEqual(read('cpu=1,mem=1.50G'), [1536, {}]);
  assert.deepEqual(read('cpu=1,mem=much'), [null, {}]);
  assert.deepEqual([read(''), read(null), read(undefined)], [null, null, null]);
});

test('§8: parts of GPUs are known by their profile, whatever stands before it', () => {
  const parts = ['a100_1g.5gb', 'nvidia_h100_80gb_hbm3_3g.40gb', '1g.10gb', 'mig-2g.20gb', 'H100-1G.12GB', 'h200', 'rtx_6000', ''];
  assert.deepEqual(
    parts.map((type) => Object.values(modelOf(type))),
    [
      ['a100', '1g.5gb'],
      ['nvidia_h100_80gb_hbm3', '3g.40gb'],
      ['gpu', '1g.10gb'],
      ['gpu', '2g.20gb'],
      ['H100', '1g.12gb'],
      ['h200', null],
      ['rtx_6000', null],
      ['gpu', null],
    ],
  );
});
