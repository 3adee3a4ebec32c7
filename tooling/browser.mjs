// Finds the browsers that tests run in, or installs Debian's.
import {existsSync, globSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';
import {aptInstall, canInstall} from './debian.mjs';
import {Unavailable} from './unavailable.mjs';

const {env, platform} = process;

/** Where programs of these names may lie. Names are those of commands, of macOS applications and of paths below Windows' program folders. */
function places({commands = [], mac = [], windows = []}) {
  switch (platform) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => mac.map((program) => join(folder, program)));
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
        .filter(Boolean)
        .flatMap((folder) => windows.map((program) => join(folder, program)));
    default:
      return (env.PATH ?? '').split(delimiter).flatMap((folder) => commands.map((command) => join(folder, command)));
  }
}

const firstOf = (paths) => paths.find((path) => existsSync(path));

const chromium = {
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
  mac: ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map((name) => `${name}.app/Contents/MacOS/${name}`),
  windows: ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
};
const firefox = {
  commands: ['firefox-esr', 'firefox'],
  mac: ['Firefox.app/Contents/MacOS/firefox'],
  windows: ['Mozilla Firefox/firefox.exe'],
};

/** What `find` finds, if need be after an installation, unless the environment has already said where to look. */
function findOrInstall(find, {isNamed, packages, missing: [what, remedy]}) {
  const found = find() ?? (!isNamed && canInstall() && aptInstall(...packages) ? find() : undefined);
  if (!found) {
    throw new Unavailable(what, remedy);
  }
  return found;
}

/**
 * The path of a browser of the Chromium family.
 * @throws {Unavailable} When there is none and none can be installed.
 */
export const findBrowser = () =>
  findOrInstall(() => firstOf(env.CHROME_PATH ? [env.CHROME_PATH] : places(chromium)), {
    isNamed: Boolean(env.CHROME_PATH),
    packages: ['chromium', 'fonts-dejavu-core'],
    missing: ['No Chromium, Chrome or Edge found', 'install one, or set CHROME_PATH to its program'],
  });

/**
 * The path of a Firefox.
 * @throws {Unavailable} When there is none and none can be installed.
 */
export const findFirefox = () =>
  findOrInstall(() => firstOf(env.FIREFOX_PATH ? [env.FIREFOX_PATH] : places(firefox)), {
    isNamed: Boolean(env.FIREFOX_PATH),
    packages: ['firefox-esr', 'fonts-dejavu-core'],
    missing: ['No Firefox found', 'install one, or set FIREFOX_PATH to its program'],
  });

/** WebKitGTK's small browser, if what drives it and the display it draws on are there too. */
function findMiniBrowser() {
  const [driver, display] = [['WebKitWebDriver'], ['Xvfb']].map((commands) => firstOf(places({commands})));
  const browser = env.WEBKIT_PATH ?? globSync('/usr/{lib,lib64,libexec}/{,*/}webkit2gtk-4.*/MiniBrowser')[0];
  return driver && display && browser && existsSync(browser) ? browser : undefined;
}

/**
 * The path of WebKitGTK's MiniBrowser. Its driver, `WebKitWebDriver`, and `Xvfb` are in PATH then.
 * @throws {Unavailable} When one of them is missing and cannot be installed.
 */
export const findWebKit = () =>
  findOrInstall(findMiniBrowser, {
    isNamed: Boolean(env.WEBKIT_PATH),
    packages: ['webkit2gtk-driver', 'xvfb', 'fonts-dejavu-core'],
    missing: ['No WebKitGTK found', 'on Linux install webkit2gtk-driver and xvfb, or set WEBKIT_PATH to its MiniBrowser'],
  });
