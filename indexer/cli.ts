import { Command, CommanderError } from 'commander'
import { storageFault } from '../embeddings/store/storage-faults.ts'
import { registerDoctorCommand } from './commands/doctor.ts'
import { registerCommands } from './commands/every-command.ts'
import { commandContext } from './terminal/command-context.ts'
import { CuratorError, Interrupted } from './terminal/curator-error.ts'
import { INTERRUPTED_STATUS, listenForInterruption } from './terminal/interruption.ts'

const program = new Command('pendant')
  .description(
    'Brings collections of paintings in, finds and describes their faces, and publishes galleries for the kiosk.',
  )
  .option(
    '--data <dir>',
    'folder of catalogue, pictures and galleries (default: $PENDANT_DATA or data/)',
  )
  .option('--json', 'answer with one JSON document on standard output')
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(--help shows how it is used)')
  .exitOverride()

// A reader that closes the pipe early ("| head") has what it wants.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

const signal = listenForInterruption((line) => process.stderr.write(`\n${line}\n`))
const context = commandContext(program, signal, process.env)
try {
  await registerCommands(program, context, process.argv.slice(2))
} catch (error) {
  // A native module that does not load must not keep the doctor from saying so.
  program
    .argument('[command...]')
    .allowUnknownOption()
    .action(() => {
      throw new CuratorError(
        `A part of Pendant does not load (${firstLine(error)}); "npm run pendant -- doctor" says which, and what to do.`,
      )
    })
}
registerDoctorCommand(program, context)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

/** Says what went wrong, in one line when the person can put it right; gives the exit status. */
function explain(error: unknown): number {
  // Commander has already said it: a mistyped command, or help that was asked for.
  if (error instanceof CommanderError) return error.exitCode
  if (error instanceof Interrupted) {
    process.stderr.write(`${error.message}\n`)
    return INTERRUPTED_STATUS
  }
  if (error instanceof CuratorError || isIndexUnavailable(error)) {
    process.stderr.write(`pendant: ${error.message}\n`)
    return 1
  }
  const fault = storageFault(error)
  if (fault) {
    process.stderr.write(`pendant: ${fault.what} (${firstLine(error)}). ${fault.advice}\n`)
    return 1
  }
  process.stderr.write(
    `pendant: an error nobody foresaw; "npm run pendant -- doctor" may know why.\n${
      error instanceof Error ? (error.stack ?? error.message) : String(error)
    }\n`,
  )
  return 1
}

function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line
}

/** By its name: the class lies beside native modules, which may not load. */
function isIndexUnavailable(error: unknown): error is Error {
  return error instanceof Error && error.name === 'IndexUnavailable'
}
