/** The worker's entry: takes one message after the other and answers it. */
import { type FrameReader, startFrameReader } from './frame-reader.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** As much of a worker's global scope as is used; the page's types are not its own. */
type WorkerScope = {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
  postMessage(message: FromWorker): void
}

const scope = self as unknown as WorkerScope
let reader: FrameReader | null = null
let last: Promise<void> = Promise.resolve()

scope.onmessage = ({ data: message }) => {
  inTurn(() => take(message)).catch(giveUp)
}

/** One thing after the other, in the order in which they are asked for. */
function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const turn = last.then(work)
  last = turn.then(
    () => {},
    () => {},
  )
  return turn
}

/** The same for a piece of longer work, after the messages that have come meanwhile. */
async function afterMessages<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  await new Promise((resolve) => setTimeout(resolve))
  return inTurn(work)
}

function giveUp(problem: unknown): void {
  scope.postMessage({ type: 'broken', detail: String(problem) })
}

async function take(message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'start': {
      const started = await startFrameReader(message, () =>
        scope.postMessage({ type: 'models-here' }),
      )
      reader = started.reader
      scope.postMessage({ type: 'started', trial: started.trial })
      return
    }
    case 'read': {
      const reading = await running().read(message.frame, message.options)
      scope.postMessage({ type: 'reading', id: message.id, reading })
      // The message carries a copy of the descriptor; this one has done its work.
      reading.face?.descriptor?.fill(0)
      return
    }
    case 'look': {
      const seen = await running().look(message.picture)
      scope.postMessage({ type: 'seen', id: message.id, seen })
      return
    }
    case 'describe': {
      const face = await running().describe(message.face)
      scope.postMessage({ type: 'described', id: message.id, face })
      face.descriptor.fill(0)
      return
    }
    case 'explain':
      // It has turns of its own, between those of the messages that follow.
      running()
        .explain(message.pair, afterMessages)
        .then((explanation) =>
          scope.postMessage({ type: 'explained', id: message.id, explanation }),
        )
        .catch(giveUp)
      return
    case 'forget':
      running().forget()
      return
    case 'diagnose':
      scope.postMessage({
        type: 'diagnosis',
        id: message.id,
        diagnostics: running().diagnostics(),
      })
      return
    default:
      message satisfies never
  }
}

function running(): FrameReader {
  if (reader === null) throw new Error('The reader was asked before it had started.')
  return reader
}
