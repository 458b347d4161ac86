import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants, setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import type { JobView } from '../../server/contract/desk.ts'
import { CURATOR_SETTING } from '../catalogue/audit-log.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Job, JobProgress } from '../catalogue/jobs.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { INTERRUPTED_STATUS } from '../terminal/interruption.ts'
import { PROGRESS_MARK, PROGRESS_SETTING } from '../terminal/progress.ts'

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url))
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Lines kept of what a job says. */
const KEPT_LINES = 60
/** Items shown of a long list in a command's answer. */
const SHOWN_ITEMS = 100
/** How often progress is kept and told at most. */
const TELL_EVERY_MS = 500
/** How long a job that was interrupted by nobody here waits before it goes on. */
const GO_ON_AFTER_MS = 3_000
const LOOK_AGAIN_MS = 1_000

/** What a job is asked to become while it runs. */
type Wish = 'paused' | 'cancelled'

export type JobRunner = ReturnType<typeof jobRunner>

/**
 * Does the jobs of the catalogue one after the other, each as a command line in a process of its
 * own, which with all that it starts comes after everything else: nothing on show waits for it. A
 * job whose process has gone, as after a power cut, is done again: every command goes on where it
 * was stopped.
 */
export function jobRunner(
  catalogue: Catalogue,
  paths: DataPaths,
  tell: (job: JobView) => void,
  onEnd: () => void,
) {
  const { jobs } = catalogue
  let child: ChildProcess | undefined
  let wish: Wish | undefined
  let again: NodeJS.Timeout | undefined

  process.on('exit', () => child?.kill('SIGTERM'))

  function lookLater(ms: number): void {
    clearTimeout(again)
    again = setTimeout(look, ms)
  }

  /** Starts the next job unless one runs, here or in the process of another server. */
  function look(): void {
    if (child) return
    const next = catalogue.inOne(() => {
      for (const { id, pid } of jobs.running()) {
        if (pid !== null && isAlive(pid)) return 'busy'
        jobs.leave(id, 'waiting')
      }
      const waiting = jobs.nextWaiting()
      if (waiting) run(waiting)
      return waiting
    })
    if (next === 'busy') lookLater(LOOK_AGAIN_MS)
    else if (next) told(next.id)
  }

  function run({ id, words, by }: Job): void {
    const started = spawn(
      process.execPath,
      ['--import', TSX, CLI, '--data', paths.data, '--json', ...words],
      {
        env: { ...process.env, [PROGRESS_SETTING]: 'json', [CURATOR_SETTING]: by },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    child = started
    if (started.pid !== undefined) setPriority(started.pid, constants.priority.PRIORITY_LOW)
    wish = undefined
    jobs.start(id, started.pid ?? 0)
    const lines: string[] = []
    let progress: JobProgress = {}
    let toldAtMs = 0
    const keep = (): void => {
      toldAtMs = performance.now()
      jobs.keepProgress(id, progress, lines.join('\n'))
      told(id)
    }
    createInterface({ input: started.stderr }).on('line', (line) => {
      if (line.startsWith(PROGRESS_MARK)) {
        progress = (JSON.parse(line) as { progress: JobProgress }).progress
      } else {
        lines.push(line.slice(0, 500))
        lines.splice(0, lines.length - KEPT_LINES)
      }
      if (performance.now() - toldAtMs >= TELL_EVERY_MS) keep()
    })
    const answered = text(started.stdout)
    started.once('error', (error) => lines.push(error.message))
    started.once('close', async (status) => {
      const answer = await answered.catch(() => '')
      child = undefined
      if (answer.trim() !== '') jobs.keepAnswer(id, asDocument(answer))
      keep()
      const isStopped = status === INTERRUPTED_STATUS || status === null
      // An import that missed something has its answer and status 1.
      if (wish !== undefined && status !== 0) jobs.leave(id, wish)
      else if (isStopped) jobs.leave(id, 'waiting')
      else jobs.leave(id, status === 0 || answer.trim() !== '' ? 'done' : 'failed')
      told(id)
      onEnd()
      lookLater(isStopped && wish === undefined ? GO_ON_AFTER_MS : 0)
    })
  }

  function told(id: number): void {
    tell(viewOf(jobs.byId(id) as Job))
  }

  function jobNamed(id: number): Job {
    const job = jobs.byId(id)
    if (job) return job
    throw new CuratorError(`There is no job ${id}.`)
  }

  return {
    /** Looks for work; goes on with what was under way. */
    look,
    add(job: Pick<Job, 'kind' | 'words' | 'title' | 'by'>): JobView {
      const id = catalogue.inOne(() => {
        const added = jobs.add(job)
        catalogue.audit.note('job asked for', { id: added, title: job.title }, job.by)
        return added
      })
      look()
      const view = viewOf(jobNamed(id))
      tell(view)
      return view
    },
    recent: (): JobView[] => jobs.recent(50).map(viewOf),
    /** Whether a job of this kind waits or runs. */
    isUnderWay: (kind: string): boolean =>
      jobs.recent(200).some((job) => job.kind === kind && isOpen(job)),
    control(id: number, action: 'pause' | 'resume' | 'cancel', by: string): JobView {
      const job = jobNamed(id)
      const fits =
        action === 'resume'
          ? job.state === 'paused' || job.state === 'failed' || job.state === 'cancelled'
          : isOpen(job) || (action === 'cancel' && job.state === 'paused')
      if (!fits) throw new CuratorError(`This job is ${job.state}; it cannot ${action}.`)
      catalogue.audit.note(`job: ${action}`, { id }, by)
      const becomes = action === 'resume' ? 'waiting' : action === 'pause' ? 'paused' : 'cancelled'
      if (job.state !== 'running') jobs.leave(id, becomes)
      else if (child?.pid === job.pid && becomes !== 'waiting') {
        // It finishes what it has in hand, and keeps it.
        wish = becomes
        child?.kill('SIGTERM')
      } else throw new CuratorError('This job runs in the process of another server.')
      look()
      const view = viewOf(jobNamed(id))
      tell(view)
      return view
    },
  }
}

function isOpen({ state }: Job): boolean {
  return state === 'waiting' || state === 'running'
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function asDocument(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return { text: answer }
  }
}

function viewOf(job: Job): JobView {
  const { id, kind, title, state, by, askedAt, endedAt, progress, answer, said } = job
  const whole = typeof answer === 'object' && answer !== null && !Array.isArray(answer)
  return {
    id,
    kind,
    title,
    state,
    by,
    askedAt,
    endedAt,
    progress,
    answer: whole ? withShortLists(answer as Record<string, unknown>) : null,
    said: said === '' ? [] : said.split('\n'),
  }
}

/** Lists cut to what is shown, each with its whole length beside it. */
function withShortLists(answer: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answer).flatMap(([name, value]) =>
      Array.isArray(value)
        ? [
            [name, value.slice(0, SHOWN_ITEMS)],
            [`${name}Count`, value.length],
          ]
        : [[name, value]],
    ),
  )
}
