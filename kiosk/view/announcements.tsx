import { describeWork, workName } from '../parts/label-words.ts'
import type { ViewProps } from './view-props.ts'
import { whatIsSaid } from './why-words.ts'

/** What a screen reader says unasked: the state of the mirror, and a portrait once it has settled. */
export function Announcements({ view }: { view: ViewProps }) {
  return (
    <div class="spoken" role="status" aria-live="polite">
      {announcementFor(view)}
    </div>
  )
}

/** Empty where the focused heading already says it all. What holding still leads to is told before it does. */
function announcementFor({ state, scene, settings, messages }: ViewProps): string {
  switch (scene.name) {
    case 'waking':
      return messages.waking.title
    case 'framing':
      return messages.stances[state.visit?.stance ?? 'nobody']
    case 'live': {
      if (!state.reachable) return messages.failures['no-answer']
      if (scene.verdict === 'looking') return ''
      if (scene.verdict === 'nothing-near') {
        return `${messages.live.nearness['nothing-near']} ${messages.live.cousins}`
      }
      const { title, artist } = workName(scene.shown.label, messages)
      const nearYou = messages.spoken.nearYou(title, artist)
      const leadsOn = settings.dwellMs > 0 && state.visit?.isDuet === false
      return leadsOn ? `${nearYou} ${messages.live.holdForWhole}` : nearYou
    }
    case 'moving':
      return scene.shown === null
        ? messages.moving.title
        : describeWork(scene.shown.label, messages)
    case 'why':
      return whatIsSaid(scene, messages)
    case 'poster':
      return messages.poster.title
    case 'turn':
      return `${messages.turn.title} ${messages.turn.advice}`
    case 'duet': {
      const [first, second] = scene.portraits
      const { title } = workName(first.label, messages)
      return messages.spoken.duet(title, workName(second.label, messages).title)
    }
    case 'consent':
      return messages.consent.title
    case 'release':
      return messages.release.title
    case 'apology':
      return messages.apologies[scene.reason].title
    case 'still-there':
      return messages.stillThere.title
    case 'goodbye':
      return messages.goodbye.kept
    case 'cabinet': {
      const { chosen, narrowing, likenesses } = scene
      if (narrowing !== null) return messages.cabinet.choose[narrowing]
      if (chosen === null) return messages.cabinet.title
      if (likenesses === 'unanswered') return messages.cabinet.unanswered
      const nearest = likenesses === 'asked' ? undefined : likenesses[0]
      return nearest === undefined
        ? messages.cabinet.looking
        : describeWork(nearest.label, messages)
    }
    case 'whole':
      return describeWork(scene.shown.label, messages)
    case 'closer':
      return messages.closer.advice
    case 'print':
      return messages.print.title
    case 'attract':
    case 'operator':
      return ''
    default:
      return scene satisfies never
  }
}
