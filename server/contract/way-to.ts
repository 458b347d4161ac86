import { tagsFor } from '../../embeddings/gallery/language-tags.ts'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import type { KioskSettings } from './kiosk-settings.ts'

export type Rooms = Pick<KioskSettings, 'here' | 'rooms'>

/** A text, and its language if known. */
type Way = { readonly text: string; readonly lang: string | undefined }

/**
 * The way to the room of a work that hangs in this museum. It comes in the first wanted language
 * that the museum has, otherwise in any; without a description the text is empty. It is null when
 * the work hangs elsewhere or is not on view, or when its room is unknown.
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
