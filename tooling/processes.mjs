// The processes that a task starts, and how they end when the task is asked to stop.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {constants} from 'node:os';

/** The condition under which the packages' `exports` answer with their sources. */
export const fromSource = '--conditions=@tenantry/source';

const stopController = new AbortController();

/** Aborted when the task is asked to stop; the message of its reason is the signal's name. */
export const stopping = stopController.signal;

/** The exit status of a task that was stopped. */
export const stoppedStatus = () => 128 + constants.signals[stopping.reason.message];

const children = new Set();

function stop(signal) {
  for (const child of children) {
    child.kill(signal);
  }
  stopController.abort(new Error(signal));
}

/** From now on a signal, or the end of the process that started us, stops what runs here. */
export function listenForStop() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop(signal));
  }
  process.on('disconnect', () => stop('SIGTERM'));
  process.channel?.unref();
}

/**
 * Runs Node with these arguments to its end. Its output is collected when `capture` is set, else it is ours.
 * Messages that it sends go to `onMessage`.
 * @returns {Promise<{status: number, output: string}>}
 */
export async function runNode(args, {env = {}, capture = false, onMessage} = {}) {
  if (stopping.aborted) {
    return {status: stoppedStatus(), output: ''};
  }
  const streams = capture ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'inherit', 'inherit'];
  const child = spawn(process.execPath, args, {
    env: {...process.env, ...env},
    stdio: onMessage ? [...streams, 'ipc'] : streams,
  });
  children.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  if (onMessage) {
    child.on('message', onMessage);
  }
  const [code, signal] = await once(child, 'close');
  children.delete(child);
  return {status: code ?? 128 + constants.signals[signal], output};
}
