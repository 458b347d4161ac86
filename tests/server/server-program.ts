import { type ChildProcess, spawn } from 'node:child_process'
import { compiledPrograms } from '../compiled-programs.ts'

const MAIN = `${await compiledPrograms()}/server/main.js`

/** The server as a process of its own. Whoever starts it sees that it ends. */
export type ServerProgram = {
  readonly child: ChildProcess
  /** Its exit status once it has ended. */
  readonly exit: Promise<number | null>
  /** Everything written to standard error so far. */
  said(): string
  /** The address it prints once it serves; rejects when it ends before. */
  readonly address: Promise<string>
}

/** Starts it with these settings and no others. */
export function startServerProgram(settings: Record<string, string>): ServerProgram {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, ...settings },
  })
  let errors = ''
  child.stderr.on('data', (part) => {
    errors += part
  })
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  const address = new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (part) => {
      printed += part
      const [, found] = /^Pendant is at (\S+)\n/m.exec(printed) ?? []
      if (found) resolve(found)
    })
    exit.then((code) => reject(new Error(`The server ended with ${code}: ${errors}`)))
  })
  // One who waits for the exit alone is not told again that there was no address.
  address.catch(() => {})
  return { child, exit, said: () => errors, address }
}
