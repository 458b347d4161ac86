import { labelIn } from '../../embeddings/gallery/label-in.ts'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import { rightsInWords } from '../../embeddings/gallery/rights-statement.ts'
import type { Messages } from '../messages/messages.ts'

/**
 * All of a label; all but whom its picture is owed to; what beside a pair is read of it; what a
 * passer-by reads; or what the picture is called.
 */
export type LabelExtent = 'full' | 'told' | 'wall' | 'brief' | 'name'

/** What a label prints, in the visitor's language; empty text and empty lists are not printed. */
export type LabelWords = {
  readonly artist: string
  readonly title: string
  readonly date: string
  /** What the work is made of and where it hangs, a line each. */
  readonly details: readonly string[]
  /** A sentence or two on the sitter or the work. */
  readonly about: string
  /** Credit line and rights. */
  readonly credit: string
  /** In every extent: whoever lends a picture on terms has them kept wherever it hangs. */
  readonly statement: string
}

/** `place` is what the label says of where the work hangs; none where it is told beside it. */
export function labelWords(
  label: Label,
  messages: Messages,
  extent: LabelExtent,
  place: 'named' | 'told-beside' = 'named',
): LabelWords {
  const texts = labelIn(label, [messages.language])
  const where = together(
    [texts.museum.text, label.onView === false ? '' : texts.room.text],
    messages.label.comma,
  )
  const full = extent === 'full'
  const isTold = full || extent === 'told'
  const isOfWork = isTold || extent === 'wall'
  const details = [
    isOfWork ? texts.medium.text : '',
    extent === 'name' || place === 'told-beside' ? '' : where,
    isOfWork && label.onView === false ? messages.label.notOnView : '',
  ]
  return {
    ...workName(label, messages),
    date: texts.date.text,
    details: details.filter((line) => line !== ''),
    about: isTold ? texts.about.text : '',
    credit: full
      ? creditOf(texts.creditLine.text, label.rights, texts.requiredStatement.text, messages)
      : '',
    statement: texts.requiredStatement.text,
  }
}

/** What a work is called, in print or aloud. */
export function workName(label: Label, messages: Messages): { title: string; artist: string } {
  const { title, artist } = labelIn(label, [messages.language])
  return {
    title: title.text || messages.label.untitled,
    artist: artist.text || messages.label.unknownArtist,
  }
}

/** What a picture shows, for those who hear the exhibit. */
export function describeWork(label: Label, messages: Messages): string {
  const { title, artist } = workName(label, messages)
  return messages.spoken.portrait(title, artist)
}

/** Credit line and rights, without what the statement or the credit line says already. */
function creditOf(
  creditLine: string,
  rights: string,
  statement: string,
  messages: Messages,
): string {
  const words = rightsInWords(rights, messages.label.publicDomain).text
  const isSaid = [rights, words].some((text) => [statement, creditLine].some(sameAs(text)))
  return together([sameAs(statement)(creditLine) ? '' : creditLine, isSaid ? '' : words], ' · ')
}

/** Whether another text differs in nothing but capitals, spaces and a full stop at its end. */
function sameAs(text: string): (other: string) => boolean {
  const bare = (of: string) => of.trim().replace(/\.$/, '').replaceAll(/\s+/g, ' ').toLowerCase()
  return (other) => bare(other) === bare(text)
}

function together(parts: readonly string[], mark: string): string {
  return parts.filter((part) => part !== '').join(mark)
}
