import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {faults} from './faults.ts';
import {operations} from './operations.ts';
import {seeded} from '../seeded.ts';
import {useSetting} from './setting.ts';

// What the faults are by themselves: the same request by bare fetch.

describe('the fault-injecting server', {concurrency: 4}, () => {
  const setting = useSetting();

  const bare = async (url: string, patienceMs = 20_000): Promise<unknown> => {
    const response = await fetch(`${url}/v1/tenants/self/users?limit=1`, {
      headers: {authorization: `Bearer ${setting.token}`},
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    let text = '';
    for await (const piece of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += piece;
      assert.ok(text.length < 8 * 1024 * 1024, 'too long');
    }
    assert.ok(!text.includes('['.repeat(20)) && !/(?:\{"a":\[){20}/.test(text), 'too deep');
    const {items} = JSON.parse(text) as {items: {version: number; id: string; createdAt: string}[]};
    for (const {version, id, createdAt} of items) {
      assert.ok(Number.isInteger(version) && id.startsWith('usr_') && createdAt.startsWith('2'));
    }
    return items.length;
  };

  test('a line without faults is the backend', async () => {
    const line = setting.lay();
    assert.equal(await bare(line.url), 1);
    assert.equal(line.seen.length, 1);
  });

  for (const fault of faults) {
    test(`bare fetch ${fault.ends === 'well' ? 'stands' : 'stumbles over'}: ${fault.name}`, async () => {
      const line = setting.lay(() => fault);
      if (fault.ends === 'well') {
        assert.equal(await bare(line.url), 1);
      } else {
        await assert.rejects(bare(line.url, fault.isSilent ? 300 : undefined));
      }
    });
  }

  test('each fault has a name of its own', () => {
    assert.equal(new Set(faults.map(({name}) => name)).size, faults.length);
    assert.equal(new Set(operations.map(({name}) => name)).size, operations.length);
  });

  test('the same seed makes the same numbers, which are spread evenly', () => {
    const [first, second, other] = [seeded(7), seeded(7), seeded(8)];
    const numbers = Array.from({length: 1_000}, first);
    assert.deepEqual(numbers, Array.from({length: 1_000}, second));
    assert.notEqual(numbers[0], other());
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    assert.ok(mean > 0.45 && mean < 0.55 && numbers.every((number) => number >= 0 && number < 1));
  });
});
