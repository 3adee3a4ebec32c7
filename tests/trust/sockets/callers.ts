// Callers that keep their connections and never stop asking, and what became of each request.
import {Agent, type IncomingHttpHeaders, request} from 'node:http';

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What became of the requests of all callers. */
export interface Fates {
  readonly answered: (Answered & {readonly asked: Ask})[];
  /** Requests whose answer broke off, or never began although the connection was there. */
  readonly cut: string[];
  /** Requests for which there was no connection any more. */
  refused: number;
}

/** Resolves with the answer when the last byte of it is there. Without an agent it takes a connection of its own. */
export const ask = (url: URL, {method, path, headers, body}: Ask, agent?: Agent): Promise<Answered> =>
  new Promise((answered, failed) => {
    const sent = request(new URL(path, url), {method, headers, agent: agent ?? false}, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', failed);
      response.on('end', () => answered({status: response.statusCode ?? 0, headers: response.headers, body: text}));
    });
    sent.on('error', failed);
    sent.end(body);
  });

/**
 * Lets each caller ask one thing after another, over a connection that it keeps, until there is no connection to be had.
 *
 * @param warm Called when each caller has been answered and there were so many answers together.
 */
export const callUntilRefused = async (
  url: URL,
  callers: readonly (() => Ask)[],
  {answers, warm}: {readonly answers: number; readonly warm: () => void},
): Promise<Fates> => {
  const answeredOnce = new Set<unknown>();
  const fates: Fates = {answered: [], cut: [], refused: 0};
  await Promise.all(
    callers.map(async (next) => {
      const agent = new Agent({keepAlive: true, maxSockets: 1});
      for (;;) {
        const asked = next();
        try {
          fates.answered.push({...(await ask(url, asked, agent)), asked});
          answeredOnce.add(agent);
          if (answeredOnce.size === callers.length && fates.answered.length >= answers) {
            warm();
          }
        } catch (error) {
          const {code, message} = error as NodeJS.ErrnoException;
          if (code === 'ECONNREFUSED') {
            fates.refused++;
            agent.destroy();
            return;
          }
          fates.cut.push(`${asked.method} ${asked.path}: ${code} ${message}`);
        }
      }
    }),
  );
  return fates;
};
