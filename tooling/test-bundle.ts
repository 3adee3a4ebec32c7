// All test files of a run as one bundle that shares its chunks: a page then asks for a few files instead of hundreds, in every engine.
import {globSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {build, type Plugin} from 'esbuild';

/** The part of the test runner's interface that is used here. */
interface BundlePlugin {
  readonly name: string;
  serverStart(): Promise<void>;
  serve(context: {readonly path: string}): {body: string; type: 'js'} | undefined;
}

const root = join(import.meta.dirname, '..');

/** What the test runner serves itself. */
const servedByRunner: Plugin = {
  name: 'served-by-runner',
  setup: ({onResolve}) => onResolve({filter: /^\/__web-/}, ({path}) => ({path, external: true})),
};

const filesOf = (patterns: readonly string[]): string[] => [
  ...new Set(globSync(patterns, {cwd: root}).map((file) => relative(root, resolve(root, file)))),
];

/** A plugin that serves the test files which the patterns name, bundled. */
export const testBundle = (patterns: readonly string[], tsconfig: string): BundlePlugin => {
  const bodies = new Map<string, string>();
  return {
    name: 'test-bundle',

    serverStart: async () => {
      const {outputFiles} = await build({
        absWorkingDir: root,
        entryPoints: filesOf(patterns).map((file) => ({in: file, out: file})),
        outbase: root,
        outdir: root,
        chunkNames: '__bundle__/[name]-[hash]',
        bundle: true,
        splitting: true,
        write: false,
        format: 'esm',
        target: 'es2023',
        conditions: ['@tenantry/source', 'development', 'browser'],
        mainFields: ['browser', 'module', 'main'],
        define: {'process.env.NODE_ENV': '"development"', TENANTRY_SOAK: String(process.env.TENANTRY_SOAK === '1')},
        sourcemap: 'inline',
        tsconfig,
        plugins: [servedByRunner],
        logLevel: 'error',
      });
      for (const {path, text} of outputFiles) {
        bodies.set(`/${relative(root, path).replaceAll('\\', '/')}`, text);
      }
    },

    serve: ({path}) => {
      const body = bodies.get(path) ?? bodies.get(`${path}.js`);
      return body === undefined ? undefined : {body, type: 'js'};
    },
  };
};
