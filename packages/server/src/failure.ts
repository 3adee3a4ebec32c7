/** What a log may keep of a failure. */
export interface FailureRecord {
  readonly name: string;
  /** The reason as a database or a runtime codes it: `23505`, `ERR_INVALID_URL`. */
  readonly code?: string;
  readonly stack?: readonly string[];
}

/**
 * Says what failed and where, for a log: never the message. A database's may hold the very values that it refused:
 * `Key (email)=(ada@example.com) already exists`.
 */
export const describeFailure = (error: unknown): FailureRecord => {
  if (!(error instanceof Error)) {
    return {name: typeof error};
  }
  const {name, message, stack = ''} = error;
  const code = 'code' in error && isWord(error.code) ? error.code : undefined;
  // The message comes first, and may have lines that look like frames.
  const frames = stack.slice(stack.includes(message) ? stack.indexOf(message) + message.length : 0).match(FRAMES);
  return {
    name: isWord(name) ? name : 'Error',
    ...(code !== undefined && {code}),
    ...(frames && {stack: frames.map((frame) => frame.trim())}),
  };
};

const FRAMES = /^ +at .+$/gm;

const isWord = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
