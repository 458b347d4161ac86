import type { Command } from 'commander'
import type { CommandContext } from '../terminal/command-context.ts'

/**
 * Every command but `doctor`, which starts even where these fail, with what loads it. Help lists
 * them in this order.
 */
const COMMANDS = {
  import: async () => (await import('./import.ts')).registerImportCommand,
  index: async () => (await import('./index.ts')).registerIndexCommand,
  decide: async () => (await import('./decide.ts')).registerDecideCommand,
  'same-sitter': async () => (await import('./same-sitter.ts')).registerSameSitterCommand,
  publish: async () => (await import('./publish.ts')).registerPublishCommand,
  rollback: async () => (await import('./publish.ts')).registerRollbackCommand,
  galleries: async () => (await import('./galleries.ts')).registerGalleriesCommand,
  match: async () => (await import('./match.ts')).registerMatchCommand,
  embed: async () => (await import('./embed.ts')).registerEmbedCommand,
  evaluate: async () => (await import('./evaluate.ts')).registerEvaluateCommand,
  'who-is-missing': async () => (await import('./who-is-missing.ts')).registerWhoIsMissingCommand,
  'fit-visitors': async () => (await import('./fit-visitors.ts')).registerFitVisitorsCommand,
  report: async () => (await import('./report.ts')).registerReportCommand,
  curator: async () => (await import('./curator.ts')).registerCuratorCommand,
  serve: async () => (await import('./serve.ts')).registerServeCommand,
  kiosk: async () => (await import('./kiosk.ts')).registerKioskCommand,
  'first-run': async () => (await import('./first-run.ts')).registerFirstRunCommand,
} satisfies Record<string, () => Promise<(program: Command, context: CommandContext) => void>>

/**
 * Registers the commands that are named among the words of a command line, or all of them, for
 * their help, where none is. Loading all takes a second.
 */
export async function registerCommands(
  program: Command,
  context: CommandContext,
  words: readonly string[],
): Promise<void> {
  const every = Object.entries(COMMANDS)
  const named = every.filter(([name]) => words.includes(name))
  const isNamed = named.length > 0 || words.includes('doctor')
  for (const [, load] of isNamed ? named : every) {
    const register = await load()
    register(program, context)
  }
}
