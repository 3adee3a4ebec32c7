// Rollup's plugins for bundles that run in a browser, for rollup.config.mjs and the size table.
import {existsSync, readFileSync} from 'node:fs';
import {nodeResolve} from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import {minifyHTMLLiterals} from 'minify-literals';

/** Hands on the source maps beside the modules that we compiled, so that a bundle's map leads to the sources. */
export const sourceMaps = () => ({
  name: 'source-maps',
  load(id) {
    const map = `${id}.map`;
    if (!/(packages|examples)\/[^/]+\/(build|dist)\/.*\.js$/.test(id.replaceAll('\\', '/')) || !existsSync(map)) {
      return null;
    }
    const code = readFileSync(id, 'utf8').replace(/\/\/# sourceMappingURL=.*\s*$/, '');
    return {code, map: JSON.parse(readFileSync(map, 'utf8'))};
  },
});

// The defaults of minify-literals, and the slash that closes an SVG element: without it the next shape becomes its child and is not drawn.
const markup = {
  caseSensitive: true,
  collapseWhitespace: true,
  conservativeCollapse: true, // a space at the edge of a template may stand between two words
  keepClosingSlash: true,
  removeComments: true,
};

/** Minifies what stands inside html, css and svg templates. The compiler writes them with a space: html `…`. */
export const templates = () => ({
  name: 'templates',
  async transform(code, id) {
    if (!/packages[\\/]elements/.test(id) || !/\b(html|css|svg)\s*`/.test(code)) {
      return null;
    }
    const minified = await minifyHTMLLiterals(code, {fileName: id, html: markup});
    return minified ? {code: minified.code, map: minified.map} : null;
  },
});

/** Everything a bundle for a browser needs; `preamble` is kept as its first comment. */
export const browserBundle = (preamble) => [
  sourceMaps(),
  nodeResolve({browser: true, exportConditions: ['production', 'browser', 'default']}),
  terser({ecma: 2022, module: true, compress: {passes: 3, inline: 1}, format: {comments: false, ...(preamble ? {preamble} : {})}}),
];
