// The server as a program: reads its settings, serves, and closes in good order on a signal.
import { storageFault } from '../embeddings/store/storage-faults.ts'
import { startServer } from './app.ts'
import { parseConfig } from './config.ts'
import { openLogger } from './web/logger.ts'
import { closeOnSignal } from './web/shutdown.ts'
import { TlsRefused } from './web/tls.ts'

const parsed = parseConfig(process.env)
if ('problems' in parsed) {
  process.stderr.write(
    `Pendant's server does not start with these settings:\n${parsed.problems
      .map((problem) => `  ${problem}\n`)
      .join('')}`,
  )
  process.exit(1)
}
const { config } = parsed
const log = openLogger(config.logLevel)

try {
  const server = await startServer({ ...config, log })
  closeOnSignal(server, log)
  process.stdout.write(`Pendant is at ${server.address}\n`)
  if (server.firstCurator !== undefined) {
    process.stdout.write(
      `The curator's desk opens once, for the first curator, at ${server.firstCurator}\n`,
    )
  }
} catch (error) {
  process.stderr.write(
    `Pendant's server did not start: ${whyNot(error as NodeJS.ErrnoException)}\n`,
  )
  process.exit(1)
}

function whyNot(error: NodeJS.ErrnoException): string {
  const { code, message, stack, syscall } = error
  if (error instanceof TlsRefused) return message
  const at = `port ${config.port} of ${config.host}`
  if (code === 'EADDRINUSE') return `${at} is taken; set PORT to another one.`
  if (code === 'EACCES' && syscall === 'listen') {
    return `${at} may not be listened on; set PORT to one above 1023.`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `this machine has no address ${config.host}; set HOST to one it has.`
  }
  const fault = storageFault(error)
  return fault ? `${fault.what} (${message}). ${fault.advice}` : (stack ?? message)
}
