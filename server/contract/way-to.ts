import { tagsFor } from '../../embeddings/gallery/language-tags.ts'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import type { KioskSettings } from './kiosk-settings.ts'

export type Rooms = Pick<KioskSettings, 'here' | 'rooms'>

/** A text and its language, where that is known. */
type Way = { readonly text: string; readonly lang: string | undefined }

/**
 * The way to the room of a work that hangs in this house, in the first of the languages that the museum
 * tells it in, else in any; empty text where it tells none. Null where the work hangs elsewhere, is not
 * on view, or nobody knows its room.
 */
export function wayTo(
  label: Pick<Label, 'room' | 'onView' | 'museum'>,
  { here, rooms }: Rooms,
  languages: readonly string[],
): Way | null {
  if (label.room === '' || label.onView === false) return null
  if (here.length > 0 && !here.includes(label.museum)) return null
  const way = Object.hasOwn(rooms, label.room) ? (rooms[label.room] ?? '') : ''
  if (typeof way === 'string') return { text: way, lang: undefined }
  const told = Object.keys(way)
  const [lang] = [...languages.flatMap((language) => tagsFor(language, told)), ...told]
  return lang === undefined ? { text: '', lang } : { text: way[lang] ?? '', lang }
}
