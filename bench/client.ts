// The client: `users.list` of 100 users against fetch + JSON.parse, on loopback, turn by turn in one process. `npm run bench` starts it.
import {fork} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {TenantClient} from '@tenantry/sdk';
import {best, median} from './load.ts';

const CALLS = 300;
const ROUNDS = 15;

const server = fork(join(import.meta.dirname, 'page-server.ts'));
const [url] = (await once(server, 'message')) as [string];
const headers = {authorization: 'Bearer token', accept: 'application/json'};
const client = new TenantClient({baseUrl: url, auth: {getToken: () => 'token'}});

const contestants = [
  {
    name: 'fetch + JSON.parse',
    call: async () => JSON.parse(await (await fetch(`${url}/v1/tenants/self/users?limit=100`, {headers})).text()) as unknown,
    costs: [] as number[],
  },
  {name: 'users.list', call: () => client.users.list({limit: 100}), costs: [] as number[]},
];

/** Milliseconds of CPU for one call. */
const cost = async (call: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  for (let calls = 0; calls < CALLS; calls++) {
    await call();
  }
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1000 / CALLS;
};

for (const {call} of contestants) {
  await cost(call);
}
for (let round = 0; round < ROUNDS; round++) {
  for (const {call, costs} of contestants) {
    costs.push(await cost(call));
  }
}
const [raw] = contestants;
process.stdout.write('\na page of 100 users in Node, CPU ms a call     median     least     × raw\n');
for (const {name, costs} of contestants) {
  const ratios = costs.map((value, round) => value / (raw?.costs[round] ?? Number.NaN));
  const figures = [median(costs).toFixed(2), (-best(costs.map((value) => -value))).toFixed(2), median(ratios).toFixed(2)];
  process.stdout.write(`  ${name.padEnd(42)}${figures.map((figure) => figure.padStart(10)).join('')}\n`);
}
client.close();
server.disconnect();
