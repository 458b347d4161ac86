import { Command, CommanderError } from 'commander'
import { registerDecideCommand } from './commands/decide.ts'
import { registerDoctorCommand } from './commands/doctor.ts'
import { registerEmbedCommand } from './commands/embed.ts'
import { registerEvaluateCommand } from './commands/evaluate.ts'
import { registerFirstRunCommand } from './commands/first-run.ts'
import { registerFitVisitorsCommand } from './commands/fit-visitors.ts'
import { registerGalleriesCommand } from './commands/galleries.ts'
import { registerImportCommand } from './commands/import.ts'
import { registerIndexCommand } from './commands/index.ts'
import { registerMatchCommand } from './commands/match.ts'
import { registerPublishCommand, registerRollbackCommand } from './commands/publish.ts'
import { registerReportCommand } from './commands/report.ts'
import { registerServeCommand } from './commands/serve.ts'
import { type CommandContext, commandContext } from './terminal/command-context.ts'
import { CuratorError, Interrupted } from './terminal/curator-error.ts'
import { INTERRUPTED_STATUS, listenForInterruption } from './terminal/interruption.ts'

/** Every command puts itself on the program; help lists them in this order. */
const COMMANDS: readonly ((program: Command, context: CommandContext) => void)[] = [
  registerImportCommand,
  registerIndexCommand,
  registerDecideCommand,
  registerPublishCommand,
  registerRollbackCommand,
  registerGalleriesCommand,
  registerMatchCommand,
  registerEmbedCommand,
  registerEvaluateCommand,
  registerFitVisitorsCommand,
  registerReportCommand,
  registerDoctorCommand,
  registerServeCommand,
  registerFirstRunCommand,
]

/** The system's word for it, and SQLite's. */
const DISK_FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])

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
for (const register of COMMANDS) register(program, context)

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
  if (error instanceof CuratorError) {
    process.stderr.write(`pendant: ${error.message}\n`)
    return 1
  }
  if (error instanceof Error && DISK_FULL.has((error as NodeJS.ErrnoException).code ?? '')) {
    process.stderr.write(
      `pendant: the disk is full (${error.message}); make room and run the same command again. What was finished is kept.\n`,
    )
    return 1
  }
  process.stderr.write(
    `pendant: an error nobody foresaw; "npm run pendant -- doctor" may know why.\n${
      error instanceof Error ? (error.stack ?? error.message) : String(error)
    }\n`,
  )
  return 1
}
