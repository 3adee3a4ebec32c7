// The mails that a portal has written into its data folder, as those who get them read them.
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Place} from './portal-process.ts';
import {eventually} from './visitor.ts';

/** Where the link in a mail leads, as soon as there is one for that page: the path with its token. The first one, where there are several. */
export const mailedLink = ({env}: Place, page: 'welcome' | 'reset'): Promise<string> =>
  eventually(`a mail with a link to /${page}`, async () => {
    const folder = join(env.TENANTRY_DATA_DIR ?? '', 'mail');
    const names = await readdir(folder).catch(() => []);
    const mails = await Promise.all(
      names
        .filter((name) => name.endsWith('.eml'))
        .toSorted()
        .map((name) => readFile(join(folder, name), 'utf8')),
    );
    const text = mails.map((raw) => raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')).join('\n');
    return new RegExp(`/${page}#token=[\\w.%~-]+`).exec(text)?.[0];
  });
