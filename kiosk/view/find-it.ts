import { tagsFor } from '../../embeddings/language-tags.ts'
import type { Label } from '../../embeddings/portrait.ts'
import type { Settings } from '../exhibit/settings.ts'
import type { Messages } from '../messages/messages.ts'
import { labelIn } from './label-in.ts'

/**
 * Where a work hangs in this house, and the way there as far as the museum tells it; empty where it
 * hangs elsewhere, is not on view, or nobody knows its room.
 */
export function findItHere(
  label: Label,
  { here, rooms, language }: Pick<Settings, 'here' | 'rooms' | 'language'>,
  messages: Messages,
): string {
  if (label.room === '' || label.onView === false) return ''
  if (here.length > 0 && !here.includes(label.museum)) return ''
  const { room } = labelIn(label, messages.language)
  const way = Object.hasOwn(rooms, label.room) ? (rooms[label.room] ?? '') : ''
  const told = wayIn(way, [messages.language, language])
  return messages.whole.findIt(isolated(room), isolated(told)).trim()
}

/** A text that may run the other way than the sentence it is put into. */
function isolated(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`
}

/** The way in the first of the languages that it is told in; else in any. */
function wayIn(
  way: string | Readonly<Record<string, string>>,
  languages: readonly string[],
): string {
  if (typeof way === 'string') return way
  const told = Object.keys(way)
  const [nearest] = [...languages.flatMap((language) => tagsFor(language, told)), ...told]
  return nearest === undefined ? '' : (way[nearest] ?? '')
}
