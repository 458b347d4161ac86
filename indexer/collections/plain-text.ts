import { decodeHTMLStrict } from 'entities'
import { z } from 'zod'

/**
 * Text of a label, far beyond what any wall label holds. What lies beyond is cut off: records are
 * strangers' texts.
 */
const MAX_LENGTH = 20_000

/** Elements that part words; all others stand within one. */
const PARTING = /^(?:br|p|div|li|ul|ol|dl|dt|dd|tr|td|th|table|h[1-6]|hr|blockquote|section)$/i

/**
 * Text as it may stand on a wall label, of HTML or of text with loose ends: one line, tags taken
 * out, entities decoded once, spaces single, no comma at the end, composed (NFC). Nothing becomes
 * ''.
 */
export function plainText(text: string | null | undefined): string {
  // What is between these is for programs.
  const written = (text ?? '')
    .slice(0, MAX_LENGTH)
    .replaceAll(/<(script|style)\b[^<>]*>[^<]*<\/\1\s*>/gi, ' ')
  // A tag, not any text between < and >: "height < 20 cm" keeps its sign. No tag holds another, so
  // this takes one pass whatever the text.
  const withoutTags = written.replaceAll(
    /<(?:\/?([a-z][a-z0-9]*)\b|!--|[!?])[^<>]*>/gi,
    (_, element?: string) => (PARTING.test(element ?? '') ? ' ' : ''),
  )
  return (
    decodeHTMLStrict(withoutTags)
      .replaceAll(/\u00AD/g, '')
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      // What parts a library's title from what follows it there: "Portrait of a man /".
      .replace(/(?: [/:;=]|,)$/, '')
      .trimEnd()
      .normalize('NFC')
  )
}

/**
 * A text of a museum's record: null, an empty text and no field all mean that nothing is said; some
 * hold a little HTML.
 */
export const plainTextSchema = z.string().nullish().transform(plainText)

/** What museums say by "public domain" and "CC0". */
export const CC0 = 'https://creativecommons.org/publicdomain/zero/1.0/'
