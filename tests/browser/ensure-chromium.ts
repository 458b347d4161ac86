/**
 * Says which browser the tests will drive. Where there is none and Debian's package may be
 * installed without asking anybody, installs it; else says what to install and exits with 1.
 */
import { spawnSync } from 'node:child_process'
import { findChromium, NO_CHROMIUM } from './find-chromium.ts'

const find = () => findChromium(process.env.PENDANT_CHROMIUM)

let found = find()
if (found === undefined && mayInstallPackages()) {
  process.stdout.write('No browser was found; installing Debian’s Chromium …\n')
  apt('update')
  // Older releases have no package of Chromium without its windows.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    found ??= apt('install', '--yes', name) ? find() : undefined
  }
}
process.stdout.write(`${found === undefined ? NO_CHROMIUM : `Browser tests run in ${found}.`}\n`)
process.exitCode = found === undefined ? 1 : 0

function apt(...words: readonly string[]): boolean {
  const stdio = ['ignore', 'ignore', 'inherit'] as const
  return spawnSync('apt-get', ['-qq', ...words], { stdio: [...stdio] }).status === 0
}

function mayInstallPackages(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
}
