import { spawn } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ended } from '../../indexer/run-pendant.ts'
import { scratchFolder } from '../../indexer/scratch-folder.ts'

const START = fileURLToPath(new URL('../../../server/start', import.meta.url))

/**
 * An installation as `npm start` finds it, with a better-sqlite3 that was compiled for the Node
 * before: it loads once its install script has run.
 */
async function installationOfAnotherNode(): Promise<string> {
  const root = await scratchFolder()
  await cp(START, join(root, 'server', 'start'), { recursive: true })
  const packages = {
    '': { name: 'pendant' },
    'node_modules/better-sqlite3': { version: '1.0.0', hasInstallScript: true },
    'node_modules/hnswlib-node': { version: '1.0.0' },
  }
  const lock = JSON.stringify({ name: 'pendant', lockfileVersion: 3, packages })
  const manifest = {
    name: 'pendant',
    dependencies: { 'better-sqlite3': '1.0.0', 'hnswlib-node': '1.0.0' },
  }
  await mkdir(join(root, 'node_modules', 'better-sqlite3'), { recursive: true })
  await mkdir(join(root, 'node_modules', 'hnswlib-node'))
  const files: Record<string, string> = {
    'package.json': JSON.stringify(manifest),
    'package-lock.json': lock,
    'node_modules/.package-lock.json': lock,
    'node_modules/better-sqlite3/package.json': JSON.stringify({
      name: 'better-sqlite3',
      version: '1.0.0',
      scripts: { install: 'node compile.js' },
    }),
    'node_modules/better-sqlite3/compile.js': `require('node:fs').appendFileSync('compiled', 'once ')`,
    'node_modules/better-sqlite3/index.js': `if (!require('node:fs').existsSync(__dirname + '/compiled'))
      throw new Error('was compiled against a different Node.js version using NODE_MODULE_VERSION 115')`,
    'node_modules/hnswlib-node/package.json': '{ "name": "hnswlib-node", "version": "1.0.0" }',
    'node_modules/hnswlib-node/index.js': '',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text)
  return root
}

it('compiles native modules again where Node was replaced since, and only then', async () => {
  const root = await installationOfAnotherNode()
  const program = `import { ensureDependencies } from './server/start/dependencies.mjs'
    ensureDependencies()`
  const start = () =>
    ended(spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: root }))
  const first = await start()
  expect([first.status, first.stderr]).toEqual([
    0,
    expect.stringContaining(`Compiling better-sqlite3 for Node.js ${process.version}`),
  ])
  const second = await start()
  expect([second.status, second.stderr]).toEqual([0, ''])
  const compiled = join(root, 'node_modules', 'better-sqlite3', 'compiled')
  expect(await readFile(compiled, 'utf8')).toBe('once ')
}, 120_000)
