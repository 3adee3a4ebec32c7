import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {refuse} from './faults-before.ts';
import {failureOf} from './calls.ts';
import {useWays} from './ways.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DEADLINE_MS = 8_000;

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
/** `Sun, 06 Nov 1994 08:49:37 GMT` */
const fixdate = (date: Date): string => date.toUTCString();
/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const rfc850 = (date: Date): string => {
  const [, day, month, year, time] = fixdate(date).split(' ');
  return `${DAYS[date.getUTCDay()]}, ${day}-${month}-${year?.slice(2)} ${time} GMT`;
};
/** `Sun Nov  6 08:49:37 1994` */
const asctime = (date: Date): string => {
  const [weekday, day, month, year, time] = fixdate(date).split(' ');
  return `${weekday?.slice(0, 3)} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
};

interface Form {
  readonly name: string;
  readonly header: () => string | string[];
  /** How long it is at least and at most until the second request, in milliseconds; or that there is none. */
  readonly waits: readonly [least: number, most: number] | 'fails';
}

const AT_ONCE: Form['waits'] = [0, 1_800];

const forms: readonly Form[] = [
  {name: 'seconds', header: () => '2', waits: [2_000, 5_000]},
  {name: '0', header: () => '0', waits: AT_ONCE},
  {name: 'a decimal', header: () => '1.5', waits: [0, 5_000]},
  {name: 'a negative number', header: () => '-5', waits: AT_ONCE},
  {name: 'a number with a sign', header: () => '+3', waits: [0, 5_000]},
  {name: 'a number in exponents', header: () => '1e1', waits: AT_ONCE},
  {name: 'a hexadecimal number', header: () => '0x10', waits: AT_ONCE},
  {name: 'a day', header: () => '86400', waits: 'fails'},
  {name: 'more seconds than a number holds', header: () => '9'.repeat(400), waits: 'fails'},
  {name: 'more seconds than a timer counts', header: () => '4294968', waits: 'fails'},
  {name: 'a date', header: () => fixdate(inSeconds(3)), waits: [1_900, 5_000]},
  {name: 'a date of RFC 850', header: () => rfc850(inSeconds(3)), waits: [1_900, 5_000]},
  {name: 'a date of asctime', header: () => asctime(inSeconds(3)), waits: [1_900, 5_000]},
  {name: 'a date in an hour', header: () => fixdate(inSeconds(3_600)), waits: 'fails'},
  {name: 'a date in an hour, of RFC 850', header: () => rfc850(inSeconds(3_600)), waits: 'fails'},
  {name: 'a date in an hour, of asctime', header: () => asctime(inSeconds(3_600)), waits: 'fails'},
  {name: 'a date that has passed', header: () => fixdate(inSeconds(-3_600)), waits: AT_ONCE},
  {name: 'garbage', header: () => 'soon', waits: AT_ONCE},
  {name: 'garbage that begins with a weekday', header: () => 'Sunday, perhaps', waits: AT_ONCE},
  {name: 'a date that is none', header: () => 'Sun, 99 Nov 2094 08:49:37 GMT', waits: AT_ONCE},
  {name: 'an empty header', header: () => '', waits: AT_ONCE},
  {name: 'a number with a word', header: () => '9 weeks', waits: AT_ONCE},
  {name: 'two headers', header: () => ['1', '2'], waits: [0, 4_000]},
  {name: 'two headers, one of which asks for a day', header: () => ['1', '86400'], waits: [0, 4_000]},
];

describe('every form of Retry-After', {concurrency: forms.length}, () => {
  const ways = useWays();

  for (const {name, header, waits} of forms) {
    test(`T3 S3 Retry-After: ${name} ${waits === 'fails' ? 'fails at once' : 'is waited for, or passed over'}`, async () => {
      const line = ways.lay((index) =>
        index === 0 ? {act: refuse(503, 'temporarily-unavailable', {'Retry-After': header()})} : undefined,
      );
      const client = ways.client(line, {timeoutMs: DEADLINE_MS, random: () => 0});
      const begun = performance.now();
      if (waits === 'fails') {
        const error = await failureOf(client.users.list());
        assert.ok(performance.now() - begun < DEADLINE_MS / 2);
        assert.deepEqual([error.kind, error.attempts, line.seen.length], ['api', 1, 1]);
        assert.ok((error.retryAfterMs ?? 0) > DEADLINE_MS);
        return;
      }
      await client.users.list();
      const [first, second] = line.seen;
      assert.ok(first && second);
      const waited = second.at - first.at;
      const [least, most] = waits;
      // A busy machine is late; what is longer than the deadline fails on any.
      assert.ok(waited >= least && waited <= atScale({small: DEADLINE_MS, full: most}), `${waited} ms`);
    });
  }

  test('T3 Retry-After of a page that is no problem counts as well', async () => {
    const line = ways.lay((index) =>
      index === 0
        ? {act: ({response}) => response.writeHead(503, {'Retry-After': '1', 'Content-Type': 'text/html'}).end('<p>later</p>')}
        : undefined,
    );
    await ways.client(line, {random: () => 0}).users.list();
    const [first, second] = line.seen;
    assert.ok(first && second && second.at - first.at >= 1_000);
  });

  test('T3 waits of several attempts together never pass the deadline', async () => {
    const line = ways.lay(() => ({act: refuse(503, 'temporarily-unavailable', {'Retry-After': '1'})}));
    const begun = performance.now();
    const error = await failureOf(ways.client(line, {timeoutMs: 2_500, retries: 10}).users.list());
    assert.ok(performance.now() - begun < 4_000);
    assert.ok(error.attempts === 2 || error.attempts === 3);
    assert.equal(error.retryAfterMs, 1_000);
  });
});
