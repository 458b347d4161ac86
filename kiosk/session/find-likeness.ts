import type { Descriptor } from '../../embeddings/face/descriptor.ts'
import { type HeadPose, headPose } from '../../embeddings/face/head-pose.ts'
import { createVisitDescriptor } from '../../embeddings/likeness/visit-descriptor.ts'
import { askWithNewestProbe } from '../server/newest-probe.ts'
import type { FrameConsumer, MirrorParts, MirrorWants, Tell } from './frame-consumer.ts'
import { createMatchNews } from './match-news.ts'
import { asSeen } from './poses-meet.ts'
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
  { server, now, mirrored }: Pick<MirrorParts, 'server' | 'now' | 'mirrored'>,
  wants: () => MirrorWants,
  tell: Tell,
): LikenessFinder {
  const visitor = createVisitDescriptor()
  const heldPose = createUsualHeadPose()
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
      const pose = heldPose.current()
      const news = matchNews.hear(outcome, now(), pose && asSeen(pose, mirrored))
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
        if (standing.stance === 'nobody') {
          visitor.clear()
          heldPose.clear()
        }
      }
      if (face === null) return
      if (face.faceNumber !== faceNumber) {
        faceNumber = face.faceNumber
        visitor.clear()
        heldPose.clear()
        beginAfresh()
      }
      // Nothing is gathered that is not looked up or compared: nor ever of an operator.
      const { finding, moving } = wants()
      if (face.descriptor === null || !(finding || moving !== null)) return
      if (visitor.add(face.descriptor, face.quality) === 'started-over') beginAfresh()
      heldPose.add(headPose(face.landmarks))
      if (!finding || atMs - lastProbeMs < PROBE_EVERY_MS) return
      const average = visitor.current()
      if (average === null) return
      lastProbeMs = atMs
      probe.offer(average)
    },

    forget() {
      beginAfresh()
      visitor.clear()
      heldPose.clear()
      faceNumber = null
      steadyStance = createSteadyStance(STANCE_LASTS_MS)
    },
  }
}

/** Share of a new frame in the visitor's usual pose: it follows them within a second or so. */
const NEW_POSE_SHARE = 0.1

/** How a visitor usually holds their head, on the camera's picture. */
function createUsualHeadPose() {
  let usual: HeadPose | null = null
  return {
    current: () => usual,
    add(pose: HeadPose): void {
      const towards = (from: number, to: number) => from + (to - from) * NEW_POSE_SHARE
      usual = usual
        ? {
            yaw: towards(usual.yaw, pose.yaw),
            pitch: towards(usual.pitch, pose.pitch),
            roll: towards(usual.roll, pose.roll),
          }
        : pose
    },
    clear(): void {
      usual = null
    },
  }
}
