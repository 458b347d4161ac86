import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type DataPaths, dataPaths } from '../../embeddings/store/data-paths.ts'
import type { IndexStore } from '../../embeddings/store/index-store.ts'
import { CuratorError } from './curator-error.ts'

/** What every command is handed: where the data lie, where to speak, when to stop. */
export interface CommandContext {
  /** The data folder: `--data`, PENDANT_DATA or `data/` here. Ask only inside an action. */
  paths(): DataPaths
  /** Where galleries are searched, as PENDANT_POSTGRES_URL says. Throws `CuratorError` if wrong. */
  indexes(): Promise<IndexStore>
  /** Aborted by the first ctrl-C, termination signal or closing of the terminal. */
  readonly signal: AbortSignal
  /** Where progress is shown: standard error. */
  readonly progress: NodeJS.WriteStream
  /** Tells the person at the terminal something, on standard error. */
  say(line: string): void
  /**
   * The command's answer on standard output, once: `document` as JSON under `--json`, else the
   * lines. `document` is one of the shapes scripts rely on; extend it, never rename.
   */
  answer(document: unknown, lines: Iterable<string>): void
  /** The command has answered, yet its exit status is to be 1. */
  endWithFailure(): void
}

/** The context of a program whose global options are `--data` and `--json`. */
export function commandContext(
  program: Command,
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv,
): CommandContext {
  const given = () => program.opts<{ data?: string; json?: boolean }>()
  return {
    paths: () => dataPaths(resolve(given().data ?? (environment.PENDANT_DATA || 'data'))),
    async indexes() {
      // Native modules lie behind it, and one that does not load must not keep the doctor away.
      const { chooseIndexStore, postgresUrlFault } = await import(
        '../../embeddings/store/choose-index-store.ts'
      )
      const url = environment.PENDANT_POSTGRES_URL?.trim() || null
      const fault = url === null ? undefined : postgresUrlFault(url)
      if (fault !== undefined) throw new CuratorError(`PENDANT_POSTGRES_URL ${fault}.`)
      return chooseIndexStore(url)
    },
    signal,
    progress: process.stderr,
    say(line) {
      process.stderr.write(`${line}\n`)
    },
    answer(document, lines) {
      const text = given().json ? JSON.stringify(document, null, 2) : [...lines].join('\n')
      process.stdout.write(`${text}\n`)
    },
    endWithFailure() {
      process.exitCode = 1
    },
  }
}
