/**
 * A worker that describes nothing, dies of pictures called "poison", "abort" and "segfault", and
 * answers "speaks?" with whether it says that faces are read slowly.
 */
import type { EmbedTask, WorkerMessage } from '../../indexer/faces/embed-task.ts'

const say = (message: WorkerMessage): void => void process.send?.(message)
const { dataFolder, saysSlow } = JSON.parse(process.argv[3] as string)
if (dataFolder === 'unfit') throw new Error('no models here')
let before: Promise<void> = Promise.resolve()
process.on('message', ({ file }: EmbedTask) => {
  if (file === 'poison') throw new Error('poisoned')
  // As native code ends a process, which says nothing.
  if (file === 'abort') process.kill(process.pid, 'SIGABRT')
  if (file === 'segfault') process.kill(process.pid, 'SIGSEGV')
  before = before.then(async () => {
    // Others are in hand meanwhile.
    await new Promise(setImmediate)
    const reason = file === 'speaks?' ? String(saysSlow) : file
    say({ type: 'done', outcome: { status: 'unreadable', reason, stamp: undefined } })
  })
})
say({ type: 'ready' })
