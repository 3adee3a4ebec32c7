// What `tsc -b` has emitted (packages/*/build) → what is published (packages/*/dist, cdn/) and the portal's browser bundle.
import {globSync, readFileSync} from 'node:fs';
import {relative} from 'node:path';
import {browserBundle, sourceMaps, templates} from './tooling/bundling.mjs';

const manifest = (name) => JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));

/** Whether a module is left to whoever installs the package: Node's own, the package's dependencies, and what differs with the platform. */
function isExternal(name) {
  const {dependencies = {}, imports = {}} = manifest(name);
  return (id) =>
    id.startsWith('node:') ||
    id in imports ||
    Object.keys(dependencies).some((dependency) => id === dependency || id.startsWith(`${dependency}/`));
}

/** Every module that `exports`, `imports` and `bin` name, patterns included: name in dist → file in build. */
function entries(name) {
  const {exports, imports = {}, bin = {}} = manifest(name);
  const folder = `packages/${name}/build`;
  const published = Object.values(imports).flatMap((target) => Object.values(target).filter((file) => typeof file === 'string'));
  const targets = new Set([...Object.values(exports).map((target) => target.default), ...published, ...Object.values(bin)]);
  const files = [...targets].flatMap((target) => {
    const found = globSync(target.replace('./dist/', `${folder}/`));
    if (found.length === 0) {
      throw new Error(`@tenantry/${name} names ${target}, which the compiler has not emitted.`);
    }
    return found;
  });
  return Object.fromEntries(files.map((file) => [relative(folder, file).replaceAll('\\', '/').replace(/\.js$/, ''), file]));
}

const published = (name) => ({
  input: entries(name),
  external: isExternal(name),
  plugins: [sourceMaps(), templates()],
  output: {
    dir: `packages/${name}/dist`,
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: `packages/${name}/build`,
    sourcemap: true,
  },
});

/** One script that registers every tag, and beside it what is loaded when it is asked for: the languages. */
const cdn = {
  input: 'packages/elements/build/define/all.js',
  plugins: [templates(), ...browserBundle('/*! @tenantry/elements | MIT */')],
  output: {
    dir: 'packages/elements/cdn',
    entryFileNames: 'tenantry-elements.min.js',
    chunkFileNames: 'tenantry-elements-[name].min.js',
    format: 'es',
    sourcemap: true,
  },
};

const portal = {
  input: 'examples/portal/build/main.js',
  plugins: browserBundle(),
  output: {dir: 'examples/portal/dist', format: 'es', sourcemap: true},
};

/** What the portal's page runs before it paints: a plain script, for a module would come too late. */
const firstPaint = {
  input: 'examples/portal/build/first-paint.js',
  plugins: browserBundle(),
  output: {file: 'examples/portal/dist/first-paint.js', format: 'iife', sourcemap: true},
};

export default [...['sdk', 'elements', 'server'].map(published), cdn, portal, firstPaint];
