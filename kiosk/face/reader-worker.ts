import type { LikenessExplanation } from '../../embeddings/face/why-alike.ts'
import type { FaceReading, ReadOptions } from '../../embeddings/follow/face-reading.ts'
import type { SeenPicture, StillFace } from '../../embeddings/follow/still-reading.ts'
import type { BackendName, TriedBackend } from './backend-trial.ts'
import type { FailedTrial } from './choose-backend.ts'
import type { EngineFiles } from './engine-files.ts'
import type { FacePair } from './face-reader.ts'
import { openWorkerLine } from './worker-line.ts'
import type { FromWorker, ReaderDiagnostics } from './worker-messages.ts'

/** A worker that has passed its self-test. Whoever started it closes it. */
export interface ReaderWorker extends TriedBackend {
  /** Rejects when the worker breaks or does not answer in time; it is then ended. */
  read(frame: ImageBitmap, options: ReadOptions): Promise<FaceReading>
  /** See `StillReader`; each rejects like `read`. */
  look(picture: ImageBitmap): Promise<SeenPicture>
  describe(face: number): Promise<StillFace>
  /** See `FaceReader`; rejects like `read`. */
  explain(pair: FacePair): Promise<LikenessExplanation | null>
  forget(): void
  diagnose(): Promise<ReaderDiagnostics>
}

export type ReaderWorkerOptions = {
  /** Absolute, ending in a slash. */
  readonly modelsUrl: string
  readonly wasmUrl: string
  readonly files?: EngineFiles | undefined
  readonly limits: ReaderLimits
}

/** How long each step may take, in milliseconds; a worker that takes longer is ended. */
export type ReaderLimits = {
  readonly downloadMs: number
  readonly engineStartMs: number
  readonly answerMs: number
  /** A still picture is looked at in several views, and again turned and brightened. */
  readonly stillMs: number
  /** An explanation takes as long as fifty frames do, with others between them. */
  readonly explainMs: number
}

/**
 * Starts a worker with one engine. Engines block and hang in ways that no promise inside the worker
 * can limit, so each has a worker of its own, and a late one is simply ended.
 */
export async function startReaderWorker(
  backend: BackendName,
  { modelsUrl, wasmUrl, files, limits }: ReaderWorkerOptions,
): Promise<ReaderWorker | FailedTrial> {
  const line = openWorkerLine(
    new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module' }),
  )
  const fail = (reason: FailedTrial['reason'], problem: unknown): FailedTrial => {
    const error = problem instanceof Error ? problem : new Error(String(problem))
    line.end(error)
    return { status: 'failed', backend, reason, detail: error.message }
  }

  line.send({ type: 'start', backend, modelsUrl, wasmUrl, files })
  let answer: StartAnswer
  try {
    answer = await line.expect(isStartAnswer, limits.downloadMs, 'Downloading the face models')
  } catch (problem) {
    return fail('no-models', problem)
  }
  try {
    if (answer.type === 'models-here') {
      answer = await line.expect(isStarted, limits.engineStartMs, `Starting "${backend}"`)
    }
  } catch (problem) {
    return fail('no-engine', problem)
  }
  const { trial } = answer
  if (trial.status === 'failed') return fail(trial.reason, trial.detail)

  let lastId = 0
  return {
    trial,

    async read(frame, options) {
      const id = ++lastId
      try {
        line.send({ type: 'read', id, frame, options }, [frame])
        const isMine = (message: FromWorker) => message.type === 'reading' && message.id === id
        const { reading } = await line.expect(isMine as IsReading, limits.answerMs, 'A frame')
        return reading
      } finally {
        // A frame that was sent is gone from this side; one that an ended worker never got is not.
        frame.close()
      }
    },

    async look(picture) {
      const id = ++lastId
      try {
        line.send({ type: 'look', id, picture }, [picture])
        const isMine = (message: FromWorker) => message.type === 'seen' && message.id === id
        return (await line.expect(isMine as IsSeen, limits.stillMs, 'Looking at a picture')).seen
      } finally {
        picture.close()
      }
    },

    async describe(face) {
      const id = ++lastId
      line.send({ type: 'describe', id, face })
      const isMine = (message: FromWorker) => message.type === 'described' && message.id === id
      return (await line.expect(isMine as IsDescribed, limits.stillMs, 'Describing a face')).face
    },

    async explain(pair) {
      const id = ++lastId
      const pictures = [pair.visitor.picture, pair.portrait.picture]
      try {
        line.send({ type: 'explain', id, pair }, pictures)
        const isMine = (message: FromWorker) => message.type === 'explained' && message.id === id
        const answer = line.expect(isMine as IsExplained, limits.explainMs, 'Explaining a likeness')
        return (await answer).explanation
      } finally {
        for (const picture of pictures) picture.close()
      }
    },

    forget() {
      line.send({ type: 'forget' })
    },

    async diagnose() {
      const id = ++lastId
      line.send({ type: 'diagnose', id })
      const isMine = (message: FromWorker) => message.type === 'diagnosis' && message.id === id
      return (await line.expect(isMine as IsDiagnosis, limits.answerMs, 'A diagnosis')).diagnostics
    },

    close() {
      line.end(new Error('The face reader was closed.'))
    },
  }
}

type StartAnswer = Extract<FromWorker, { type: 'models-here' | 'started' }>
type Started = Extract<FromWorker, { type: 'started' }>
type IsReading = (message: FromWorker) => message is Extract<FromWorker, { type: 'reading' }>
type IsSeen = (message: FromWorker) => message is Extract<FromWorker, { type: 'seen' }>
type IsDescribed = (message: FromWorker) => message is Extract<FromWorker, { type: 'described' }>
type IsExplained = (message: FromWorker) => message is Extract<FromWorker, { type: 'explained' }>
type IsDiagnosis = (message: FromWorker) => message is Extract<FromWorker, { type: 'diagnosis' }>

function isStarted(message: FromWorker): message is Started {
  return message.type === 'started'
}

/** A start that fails while downloading says "started" (with a failed trial) at once. */
function isStartAnswer(message: FromWorker): message is StartAnswer {
  return message.type === 'models-here' || message.type === 'started'
}
