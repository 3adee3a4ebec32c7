import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';

/** Whether packages can be installed here without asking anybody: root on Debian or a child of it. */
export const canInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');

function apt(...args) {
  const {status, stderr} = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-qq', '-y', ...args], {
    env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(stderr);
  }
  return status === 0;
}

/** Installs Debian packages; answers whether that worked. Waits for another apt that is at work. */
export function aptInstall(...packages) {
  process.stderr.write(`Installing ${packages.join(', ')} …\n`);
  return apt('update') && apt('install', '--no-install-recommends', ...packages);
}
