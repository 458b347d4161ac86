import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { workerThread } from '../../../embeddings/node/worker-thread.ts'
import type { DescribedFace, PipelineName } from './pipelines.ts'
import { type View, viewName } from './views.ts'

/** One view of a picture, to be described by one pipeline. */
type Look = { readonly view: View; readonly pipeline: PipelineName }

/** A picture to describe: a file, or the bytes of one frame. */
export type DescribeTask = {
  readonly name: string
  readonly picture: string | Uint8Array
  readonly looks: readonly Look[]
}

/** The faces seen at each look, the largest first, in the order of the looks. */
export type DescribeOutcome =
  | { readonly faces: readonly (readonly DescribedFace[])[] }
  | { readonly problem: string }

const PROGRAM = new URL('./describe-worker.ts', import.meta.url)

/** Which pictures are to be described: each view once for a pipeline, whatever lists it is in. */
export function wantedLooks() {
  type Wanted = { picture: string | Uint8Array; looks: Map<string, Look> }
  const pictures = new Map<string, Wanted>()
  return {
    /** `picture` is the file, or the bytes of what `name` stands for. */
    want(
      name: string,
      views: readonly View[],
      pipelines: readonly PipelineName[],
      picture: string | Uint8Array = name,
    ): void {
      const wanted = pictures.get(name) ?? { picture, looks: new Map() }
      pictures.set(name, wanted)
      for (const view of views) {
        for (const pipeline of pipelines) {
          wanted.looks.set(lookKey(view, pipeline), { view, pipeline })
        }
      }
    },
    tasks: (): DescribeTask[] =>
      [...pictures].map(([name, { picture, looks }]) => ({
        name,
        picture,
        looks: [...looks.values()],
      })),
  }
}

/** What was seen in the pictures. */
export type SeenFaces = ReturnType<typeof seenFaces>

function seenFaces() {
  const faces = new Map<string, readonly DescribedFace[]>()
  const problems = new Map<string, string>()
  const key = (name: string, view: View, pipeline: PipelineName): string =>
    `${lookKey(view, pipeline)}/${name}`
  return {
    keep({ name, looks }: DescribeTask, outcome: DescribeOutcome): void {
      if ('problem' in outcome) problems.set(name, outcome.problem)
      else {
        looks.forEach(({ view, pipeline }, i) => {
          faces.set(key(name, view, pipeline), outcome.faces[i] ?? [])
        })
      }
    },
    /** All faces of a view, the largest first; none when the picture cannot be read. */
    all(name: string, view: View, pipeline: PipelineName): readonly DescribedFace[] {
      const seen = faces.get(key(name, view, pipeline))
      if (!seen && !problems.has(name)) {
        throw new RangeError(`${name}, ${viewName(view)}, was not described by ${pipeline}.`)
      }
      return seen ?? []
    },
    /** Why a picture could not be read; undefined when it could. */
    problem: (name: string): string | undefined => problems.get(name),
  }
}

/**
 * Describes the pictures, one worker a core. Undefined when the signal stopped it, with the
 * pictures in hand finished. Rejects when a worker fails; no worker outlives the call.
 */
export async function describePictures(
  tasks: readonly DescribeTask[],
  signal: AbortSignal,
  onPicture: (task: DescribeTask, outcome: DescribeOutcome) => void,
): Promise<SeenFaces | undefined> {
  const waiting = [...tasks]
  const seen = seenFaces()
  const count = Math.min(availableParallelism(), tasks.length)
  const workers = Array.from({ length: count }, () => workerThread(PROGRAM))
  const describeBy = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let inHand: DescribeTask | undefined
      const next = (): void => {
        inHand = signal.aborted ? undefined : waiting.shift()
        if (inHand) worker.postMessage(inHand)
        else resolve()
      }
      worker.on('message', (outcome: DescribeOutcome) => {
        if (inHand) {
          seen.keep(inHand, outcome)
          onPicture(inHand, outcome)
        }
        next()
      })
      worker.on('error', reject)
      next()
    })
  try {
    await Promise.all(workers.map(describeBy))
  } finally {
    waiting.length = 0
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return signal.aborted ? undefined : seen
}

function lookKey(view: View, pipeline: PipelineName): string {
  return `${pipeline}/${viewName(view)}`
}
