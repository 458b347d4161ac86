import { labelIn } from '../../embeddings/gallery/label-in.ts'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import { wayTo } from '../../server/contract/way-to.ts'
import type { Messages } from '../messages/messages.ts'
import type { Settings } from '../state/settings.ts'

/**
 * Where a work hangs in this house, and the way there as far as the museum tells it; empty where it
 * hangs elsewhere, is not on view, or nobody knows its room.
 */
export function findItHere(
  label: Label,
  settings: Pick<Settings, 'here' | 'rooms' | 'language'>,
  messages: Messages,
): string {
  const way = wayTo(label, settings, [messages.language, settings.language])
  if (way === null) return ''
  const { room } = labelIn(label, [messages.language])
  return messages.whole.findIt(isolated(room.text), isolated(way.text)).trim()
}

/** A text that may run the other way than the sentence it is put into. */
function isolated(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`
}
