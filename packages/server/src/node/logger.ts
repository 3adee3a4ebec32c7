import type {Logger} from '../dependencies.ts';

/** Writes each event as a line of JSON, by default to the error stream. */
export const jsonLogger = (write: (line: string) => void = (line) => process.stderr.write(line)): Logger => {
  const log =
    (level: 'info' | 'error'): Logger['info'] =>
    (event, fields = {}) =>
      write(`${JSON.stringify({...fields, time: new Date().toISOString(), level, event})}\n`);
  return {info: log('info'), error: log('error')};
};
