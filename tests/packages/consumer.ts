import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const root = dirname(dirname(import.meta.dirname));

/** The packages that are published. */
export const published = ['sdk', 'elements', 'server'] as const;

/** A project outside of this one that has installed the packages from their tarballs. */
export interface Consumer {
  readonly folder: string;
  /** Runs Node in the project on a module with this text; answers what it prints. */
  runModule(text: string): Promise<string>;
  /** Checks the types of a module with this text, strictly; rejects with the compiler's findings. */
  typeCheck(text: string): Promise<void>;
  remove(): void;
}

const npm = (...args: string[]): Promise<{stdout: string}> =>
  run('npm', args, {cwd: root, shell: process.platform === 'win32', maxBuffer: 2 ** 24});

/** Installs a tarball as npm would, with nothing beside it but the dependencies that it declares. */
async function install(tarball: string, folder: string, name: string): Promise<void> {
  const target = join(folder, 'node_modules/@tenantry', name);
  mkdirSync(target, {recursive: true});
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  const {dependencies} = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as {dependencies: Record<string, string>};
  for (const dependency of Object.keys(dependencies).filter((other) => !other.startsWith('@tenantry/'))) {
    const link = join(folder, 'node_modules', dependency);
    mkdirSync(dirname(link), {recursive: true});
    rmSync(link, {force: true});
    symlinkSync(join(root, 'node_modules', dependency), link, 'junction');
  }
}

/** Packs what has been built and installs it into an empty project. */
export async function createConsumer(): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-consumer-'));
  const workspaces = published.flatMap((name) => ['--workspace', `packages/${name}`]);
  const {stdout} = await npm('pack', '--json', '--loglevel=error', '--pack-destination', folder, ...workspaces);
  const packed: unknown = JSON.parse(stdout);
  for (const {name, filename} of Object.values(packed as Record<string, {name: string; filename: string}>)) {
    await install(join(folder, filename), folder, name.replace('@tenantry/', ''));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({type: 'module'}));
  return {
    folder,
    runModule: async (text) => {
      writeFileSync(join(folder, 'main.mjs'), text);
      return (await run(process.execPath, ['main.mjs'], {cwd: folder})).stdout;
    },
    typeCheck: async (text) => {
      writeFileSync(join(folder, 'main.ts'), text);
      const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
      const flags = [
        '--noEmit',
        '--strict',
        '--exactOptionalPropertyTypes',
        '--module',
        'nodenext',
        '--target',
        'es2024',
        '--skipLibCheck',
      ];
      await run(process.execPath, [compiler, ...flags, 'main.ts'], {cwd: folder}).catch((error: {stdout: string}) => {
        throw new Error(error.stdout);
      });
    },
    remove: () => rmSync(folder, {recursive: true}),
  };
}
