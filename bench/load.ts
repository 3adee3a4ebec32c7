import {Agent, get} from 'node:http';

/** What is asked for again and again. */
export interface Target {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks once. Rejects when the answer is no success. */
export const ask = (agent: Agent, {url, headers = {}}: Target): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    get(url, {agent, headers}, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200) {
          resolve(body);
        } else {
          reject(new Error(`${url} answered ${response.statusCode}: ${body.toString()}`));
        }
      });
    }).on('error', reject);
  });

/** How many requests a second are answered when so many visitors ask at once. */
export const requestsPerSecond = async (
  target: Target,
  {requests, atOnce}: {readonly requests: number; readonly atOnce: number},
): Promise<number> => {
  const agent = new Agent({keepAlive: true, maxSockets: atOnce});
  let left = requests;
  const visitor = async (): Promise<void> => {
    while (left-- > 0) {
      await ask(agent, target);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({length: atOnce}, visitor));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return requests / seconds;
};

/** How long one answer takes after the other, in milliseconds. */
export const waits = async (target: Target, requests: number): Promise<number[]> => {
  const agent = new Agent({keepAlive: true, maxSockets: 1});
  const found: number[] = [];
  for (let request = 0; request < requests; request++) {
    const started = performance.now();
    await ask(agent, target);
    found.push(performance.now() - started);
  }
  agent.destroy();
  return found;
};

export const best = (values: readonly number[]): number => Math.max(...values);

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
