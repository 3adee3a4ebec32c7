// Finds a browser of the Chromium family, or installs Debian's.
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';
import {aptInstall, canInstall} from './debian.mjs';
import {Unavailable} from './unavailable.mjs';

const macNames = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const windowsPrograms = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

function candidates() {
  const {CHROME_PATH, PATH = '', PROGRAMFILES, 'PROGRAMFILES(X86)': programFilesX86, LOCALAPPDATA} = process.env;
  if (CHROME_PATH) {
    return [CHROME_PATH];
  }
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
        macNames.map((name) => join(folder, `${name}.app/Contents/MacOS/${name}`)),
      );
    case 'win32':
      return [PROGRAMFILES, programFilesX86, LOCALAPPDATA]
        .filter(Boolean)
        .flatMap((folder) => windowsPrograms.map((program) => join(folder, program)));
    default:
      return PATH.split(delimiter).flatMap((folder) => commands.map((command) => join(folder, command)));
  }
}

const find = () => candidates().find((path) => existsSync(path));

/**
 * The path of a browser.
 * @throws {Unavailable} When there is none and none can be installed.
 */
export function findBrowser() {
  let path = find();
  if (!path && !process.env.CHROME_PATH && canInstall() && aptInstall('chromium', 'fonts-dejavu-core')) {
    path = find();
  }
  if (!path) {
    throw new Unavailable('No Chromium, Chrome or Edge found', 'install one, or set CHROME_PATH to its program');
  }
  return path;
}
