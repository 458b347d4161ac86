// @ts-check
// `npm test`: every check and every test, from a fresh clone, in one command.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { ensureDependencies, ROOT, run, say } from '../server/start/dependencies.mjs'

ensureDependencies()

const report = join(ROOT, 'node_modules', '.cache', 'pendant-tests.json')
rmSync(report, { force: true })

const browser = run(process.execPath, ['--import', 'tsx', 'tests/browser/ensure-chromium.ts'])
const checking = checkMeanwhile()
const tests = await inTheForeground('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
])
const check = await checking
process.stdout.write(check.said)

if (browser.status !== 0) say('no browser was found, so every browser test failed; see above.')
if (check.status !== 0) say('"npm run check" found something; see above.')
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
  readFileSync(report, 'utf8'),
)
const failed = numFailedTests + (check.status === 0 ? 0 : 1)
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`)
process.exit(browser.status || check.status || tests.status || (failed > 0 ? 1 : 0))

/**
 * `npm run check` in whatever time the tests leave: they wait for browsers and processes now and
 * then. What it says is kept, so that it does not stand among what they say.
 * @returns {Promise<{ status: number, said: string }>}
 */
function checkMeanwhile() {
  const child = spawn('npm', ['run', '--silent', 'check'], { cwd: ROOT })
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      said += part
    })
  }
  return ending(child).then((status) => ({ status, said }))
}

/** @param {string} command @param {string[]} args */
async function inTheForeground(command, args) {
  const status = await ending(spawn(command, args, { cwd: ROOT, stdio: 'inherit' }))
  return { status }
}

/**
 * Its exit status; 1 where it had none, for it was killed or never started.
 * @param {import('node:child_process').ChildProcess} child @returns {Promise<number>}
 */
function ending(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve(status ?? 1))
  })
}
