// The browser engines that the elements' tests and the portal's path run in. TENANTRY_ENGINES names some of them: `chromium,webkit`.
import {findBrowser, findFirefox, findWebKit} from './browser.mjs';

/** By name: the variable that says where an engine's program is, and what finds it. */
export const engines = {
  chromium: {variable: 'CHROME_PATH', find: findBrowser},
  firefox: {variable: 'FIREFOX_PATH', find: findFirefox},
  webkit: {variable: 'WEBKIT_PATH', find: findWebKit},
};

/**
 * The names of the engines to test in, all of them unless TENANTRY_ENGINES says which.
 * @returns {string[]}
 */
export function wantedEngines() {
  const names = (process.env.TENANTRY_ENGINES ?? '').split(',').filter(Boolean);
  const unknown = names.filter((name) => !Object.hasOwn(engines, name));
  if (unknown.length > 0) {
    throw new Error(`TENANTRY_ENGINES names ${unknown.join(', ')}. There are: ${Object.keys(engines).join(', ')}.`);
  }
  return names.length > 0 ? names : Object.keys(engines);
}

/** The variables of the needs, and those of the wanted engines that were found. */
export const withFoundEngines = (env) => ({
  ...env,
  TENANTRY_ENGINES: wantedEngines()
    .filter((name) => engines[name].variable in env)
    .join(','),
});
