/** Says which browser the tests will drive, or what to install; exits with 1 when there is none. */
import { findChromium, NO_CHROMIUM } from './find-chromium.ts'

const found = findChromium(process.env.PENDANT_CHROMIUM)
process.stdout.write(`${found === undefined ? NO_CHROMIUM : `Browser tests run in ${found}.`}\n`)
process.exitCode = found === undefined ? 1 : 0
