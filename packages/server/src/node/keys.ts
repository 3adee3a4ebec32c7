import {randomBytes} from 'node:crypto';
import {mkdir, open, readFile, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';

const SECRET_BYTES = 32;
const FILE = 'key';

/** What stands in the key file is no key. It is left as it is: a new one would open nothing that was sealed with the old. */
export class UnusableKeyFile extends Error {
  override readonly name = 'UnusableKeyFile';

  constructor(path: string) {
    super(
      `The key file ${path} is damaged: it holds no ${SECRET_BYTES} random bytes in base64. Put the one back that the server made; ` +
        'without the file it makes another, which opens nothing that was sealed before.',
    );
  }
}

/**
 * The one secret of an installation that keeps its data in a folder: made at the first start, kept there for its owner's eyes only, read
 * at every later one. Whoever calls it holds the folder's lock.
 *
 * @throws {UnusableKeyFile} When the file holds no key.
 */
export const keyOfFolder = async (folder: string): Promise<Uint8Array<ArrayBuffer>> => {
  const path = join(folder, FILE);
  const found = await readSecret(path);
  if (found) {
    return found;
  }
  await mkdir(folder, {recursive: true, mode: 0o700});
  // Written whole beside its place and then put there: an end in the midst leaves no half key.
  const draft = `${path}.new`;
  await rm(draft, {force: true});
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(SECRET_BYTES).toString('base64url')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const made = await readSecret(path);
  if (!made) {
    throw new Error(`The key file ${path} could not be made.`);
  }
  return made;
};

const readSecret = async (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return;
    }
    throw error;
  }
  try {
    return parseSecret(text, path);
  } catch {
    throw new UnusableKeyFile(path);
  }
};

/** Reads a secret of at least 256 bits in base64url, base64 or hexadecimal digits. `where` begins the message of the error. */
export const parseSecret = (text: string, where: string): Uint8Array<ArrayBuffer> => {
  const written = text.trim();
  const encoding = /^[0-9a-f]{64,}$/i.test(written) ? 'hex' : 'base64';
  const secret = new Uint8Array(Buffer.from(written, encoding));
  if (!/^[\w+/=-]+$/.test(written) || secret.length < SECRET_BYTES) {
    throw new Error(`${where} must hold at least ${SECRET_BYTES} random bytes in base64: openssl rand -base64 32`);
  }
  return secret;
};
