import type Database from 'better-sqlite3'

export type JobState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'

/** How far a job has come. `total` is 0 while nobody knows. */
export type JobProgress = {
  readonly label?: string
  readonly done?: number
  readonly total?: number
  readonly perSecond?: number
  readonly secondsLeft?: number | null
}

/** Long work that a curator asked for. */
export type Job = {
  readonly id: number
  readonly kind: string
  /** The command line that does it. */
  readonly words: readonly string[]
  readonly title: string
  readonly state: JobState
  readonly by: string
  readonly askedAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly pid: number | null
  readonly progress: JobProgress
  /** What the command answered; null until it has. */
  readonly answer: unknown
  /** The last lines that it said. */
  readonly said: string
}

type JobRow = {
  id: number
  kind: string
  words: string
  title: string
  state: JobState
  asked_by: string
  asked_at: string
  started_at: string | null
  ended_at: string | null
  pid: number | null
  progress: string
  answer: string | null
  said: string
}

/** The jobs of the desk. They outlive the process that does them. */
export function jobs(database: Database.Database) {
  const insert = database.prepare(
    `INSERT INTO job (kind, words, title, state, asked_by, asked_at)
     VALUES (?, ?, ?, 'waiting', ?, ?)`,
  )
  const select = database.prepare('SELECT * FROM job WHERE id = ?')
  const selectRecent = database.prepare('SELECT * FROM job ORDER BY id DESC LIMIT ?')
  const selectRunning = database.prepare("SELECT * FROM job WHERE state = 'running'")
  const selectWaiting = database.prepare(
    "SELECT * FROM job WHERE state = 'waiting' ORDER BY id LIMIT 1",
  )
  const setRunning = database.prepare(
    `UPDATE job SET state = 'running', pid = ?, started_at = coalesce(started_at, ?), ended_at = NULL
     WHERE id = ?`,
  )
  const setState = database.prepare(
    'UPDATE job SET state = ?, pid = NULL, ended_at = ? WHERE id = ?',
  )
  const setProgress = database.prepare('UPDATE job SET progress = ?, said = ? WHERE id = ?')
  const setAnswer = database.prepare('UPDATE job SET answer = ? WHERE id = ?')
  const now = (): string => new Date().toISOString()
  const one = (row: unknown): Job | undefined =>
    row === undefined ? undefined : fromJobRow(row as JobRow)
  return {
    add({ kind, words, title, by }: Pick<Job, 'kind' | 'words' | 'title' | 'by'>): number {
      const { lastInsertRowid } = insert.run(kind, JSON.stringify(words), title, by, now())
      return Number(lastInsertRowid)
    },
    byId: (id: number): Job | undefined => one(select.get(id)),
    /** The latest first. */
    recent: (most: number): Job[] => (selectRecent.all(most) as JobRow[]).map(fromJobRow),
    running: (): Job[] => (selectRunning.all() as JobRow[]).map(fromJobRow),
    nextWaiting: (): Job | undefined => one(selectWaiting.get()),
    start(id: number, pid: number): void {
      setRunning.run(pid, now(), id)
    },
    /** It is no longer running, or waits again. */
    leave(id: number, state: Exclude<JobState, 'running'>): void {
      setState.run(state, state === 'waiting' ? null : now(), id)
    },
    keepProgress(id: number, progress: JobProgress, said: string): void {
      setProgress.run(JSON.stringify(progress), said, id)
    },
    keepAnswer(id: number, answer: unknown): void {
      setAnswer.run(JSON.stringify(answer), id)
    },
  }
}

function fromJobRow(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    words: JSON.parse(row.words) as string[],
    title: row.title,
    state: row.state,
    by: row.asked_by,
    askedAt: row.asked_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    pid: row.pid,
    progress: JSON.parse(row.progress) as JobProgress,
    answer: row.answer === null ? null : JSON.parse(row.answer),
    said: row.said,
  }
}
