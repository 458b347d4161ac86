// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const LOCK = join(ROOT, 'package-lock.json')
/** npm writes what it installed here; it is compared with the lock file. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json')

/** Native modules that are compiled here, for the version of Node that installs them. */
const COMPILED = ['better-sqlite3', 'hnswlib-node']

/**
 * Installs the packages of package-lock.json unless they are there. Uses plain JavaScript and Node
 * only.
 */
export function ensureDependencies() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (Number(major) < 20 || (Number(major) === 20 && Number(minor) < 19)) {
    stop(
      `Pendant needs Node.js 20.19 or newer; this is ${process.version}. See https://nodejs.org.`,
    )
  }
  if (dependenciesAreInstalled()) {
    rebuildForThisNode()
    return
  }
  requireToolchain()
  say('Installing dependencies; two native modules are compiled, which takes a minute or two …')
  // Not "npm ci": it refuses a lock file from a registry that lacked another platform's binaries.
  const { status } = run('npm', ['install', '--no-save', '--no-audit', '--no-fund'])
  if (status !== 0) {
    stop(`"npm install" failed (see above). ${toolchainAdvice()} Then run the same command again.`)
  }
}

/** Compiles the native modules again when another Node has taken the place of theirs. */
function rebuildForThisNode() {
  const broken = COMPILED.filter((name) => !loads(name))
  if (broken.length === 0) return
  requireToolchain()
  say(`Compiling ${broken.join(' and ')} for Node.js ${process.version}, which takes a minute …`)
  const { status } = run('npm', ['rebuild', ...broken])
  if (status !== 0 || !broken.every(loads)) {
    stop(
      `They could not be compiled (see above). ${toolchainAdvice()} Then run the same command again.`,
    )
  }
}

/**
 * In a process of its own: a module that is loaded once cannot be replaced. @param {string} name
 */
function loads(name) {
  // better-sqlite3 loads its native part when the first database is opened.
  const program = `const Module = require(${JSON.stringify(name)}); if (typeof Module === 'function') new Module(':memory:')`
  return spawnSync(process.execPath, ['-e', program], { cwd: ROOT }).status === 0
}

function dependenciesAreInstalled() {
  if (!existsSync(INSTALLED)) return false
  const wanted = packagesOf(LOCK)
  const installed = packagesOf(INSTALLED)
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || installed[path]?.version === version,
  )
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

function requireToolchain() {
  const missing = [
    ['a C++ compiler', ['c++', 'g++', 'clang++']],
    ['make', ['make', 'gmake']],
    ['Python 3', ['python3', 'python']],
  ].flatMap(([what, names]) =>
    /** @type {string[]} */ (names).some((name) => spawnSync(name, ['--version']).status === 0)
      ? []
      : [/** @type {string} */ (what)],
  )
  if (missing.length > 0) {
    stop(
      `Pendant compiles two native modules and misses ${missing.join(', ')}. ${toolchainAdvice()}`,
    )
  }
}

function toolchainAdvice() {
  return process.platform === 'darwin'
    ? 'Install the command line tools: xcode-select --install.'
    : 'Install a C++ toolchain: on Debian or Ubuntu, sudo apt-get install build-essential python3.'
}

/**
 * Runs a program of this project's to its end, its output passed on. What it compiles, it compiles
 * on every core; and SQLite, whose compilation takes longest, as SQLite's makers do.
 * @param {string} command @param {string[]} args
 */
export function run(command, args) {
  const env = { JOBS: String(availableParallelism()), CFLAGS: '-O2', ...process.env }
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env })
}

/**
 * The same beside others: resolves with its exit status, null where a signal ended it.
 * @param {string} command @param {string[]} args @returns {Promise<number | null>}
 */
export function runBeside(command, args) {
  return new Promise((resolve, reject) => {
    spawn(command, args, { cwd: ROOT, stdio: 'inherit' }).on('error', reject).on('exit', resolve)
  })
}

/** @param {string} message */
export function say(message) {
  console.error(`pendant: ${message}`)
}

/** @param {string} message @returns {never} */
export function stop(message) {
  say(message)
  process.exit(1)
}
