import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { createVisitDescriptor } from '../../embeddings/likeness/visit-descriptor.ts'
import { askWithNewestProbe } from '../server/newest-probe.ts'
import type { FrameConsumer, MirrorParts, MirrorWants, Tell } from './frame-consumer.ts'
import { createMatchNews } from './match-news.ts'
import { createSteadyStance } from './steady-stance.ts'

/** The match shown and the next nearest, some of which may be of works that are shown already. */
const MATCHES = 8
/** Probes need not come faster than a picture can change. */
const PROBE_EVERY_MS = 160
const STANCE_LASTS_MS = 450

/** Tells how the visitor stands, averages their descriptors, and asks whom they resemble. */
export interface LikenessFinder extends FrameConsumer {
  /** The visitor's average so far, a copy; null before there is one. */
  average(): Descriptor | null
}

export function findLikeness(
  { server, now }: Pick<MirrorParts, 'server' | 'now'>,
  wants: () => MirrorWants,
  tell: Tell,
): LikenessFinder {
  const visitor = createVisitDescriptor()
  const matchNews = createMatchNews()
  let steadyStance = createSteadyStance(STANCE_LASTS_MS)
  let lastProbeMs = Number.NEGATIVE_INFINITY
  let faceNumber: number | null = null

  const probe = askWithNewestProbe({
    server,
    k: MATCHES,
    trace: () => wants().eye,
    onOutcome(outcome) {
      if (!wants().finding) return
      if (outcome.status === 'failed') {
        matchNews.repeat()
        tell({ type: 'unanswered', trouble: outcome.failure.code })
        return
      }
      const news = matchNews.hear(outcome, now())
      if (news !== null) tell(news)
    },
  })

  /** Somebody else stands there: nothing of the one before counts. */
  const beginAfresh = (): void => {
    probe.forget()
    matchNews.forget()
  }

  return {
    average: () => visitor.current(),

    describes: () => wants().moving === null && wants().finding,

    onFrame({ reading: { face, facesInView }, atMs }) {
      const standing = steadyStance({ stance: face?.framing ?? 'nobody', facesInView }, atMs)
      if (standing !== null) {
        tell({ type: 'face-read', ...standing })
        if (standing.stance === 'nobody') visitor.clear()
      }
      if (face === null) return
      if (face.faceNumber !== faceNumber) {
        faceNumber = face.faceNumber
        visitor.clear()
        beginAfresh()
      }
      // Nothing is gathered that is not looked up or compared: nor ever of an operator.
      const { finding, moving } = wants()
      if (face.descriptor === null || !(finding || moving !== null)) return
      if (visitor.add(face.descriptor, face.quality) === 'started-over') beginAfresh()
      if (!finding || atMs - lastProbeMs < PROBE_EVERY_MS) return
      const average = visitor.current()
      if (average === null) return
      lastProbeMs = atMs
      probe.offer(average)
    },

    forget() {
      beginAfresh()
      visitor.clear()
      faceNumber = null
      steadyStance = createSteadyStance(STANCE_LASTS_MS)
    },
  }
}
