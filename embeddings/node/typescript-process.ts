import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const TSX = pathToFileURL(require.resolve('tsx')).href

/**
 * A process that runs a TypeScript module and takes at most so much memory for itself: on Linux the
 * kernel refuses it more (RLIMIT_DATA, which unlike RLIMIT_AS leaves out what V8 only reserves);
 * macOS has the limit and does not hold it, Windows has none. It leaves no core dump, which would
 * write its memory to a disk, and is told none of the server's settings. Whoever starts it ends it.
 */
export function typescriptProcess(
  program: URL,
  { args, maxMemoryMB }: { args: readonly string[]; maxMemoryMB: number },
): ChildProcess {
  const command = [process.execPath, '--import', TSX, fileURLToPath(program), ...args]
  const limited =
    process.platform === 'win32'
      ? command
      : [
          '/bin/sh',
          '-c',
          `ulimit -c 0; ulimit -d ${maxMemoryMB * 1024}; exec "$@"`,
          'sh',
          ...command,
        ]
  const [file = '', ...rest] = limited
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PENDANT_')),
  )
  return spawn(file, rest, { env, stdio: 'pipe', windowsHide: true })
}
