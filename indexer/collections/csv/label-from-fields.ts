import { EMPTY_LABEL, type Label } from '../../../embeddings/gallery/portrait.ts'
import { whereItHangs, whetherOnView } from '../on-view.ts'
import { titleFromFileName, titleOfWork } from '../picture-title.ts'
import { plainText } from '../plain-text.ts'
import { isWebAddress } from '../web-address.ts'

/** What a curator may say of a work in a row of a CSV or a file beside its picture. */
export type LabelField = Exclude<keyof Label, 'translations'> | 'latestDate' | 'source'

/** A label of what a curator wrote; a work without a title is called after its picture's path. */
export function labelFromFields(field: (name: LabelField) => string, path: string): Label {
  // Databases keep some italics and line breaks in their texts.
  const text = (name: LabelField): string => plainText(field(name))
  const source = field('source')
  const artist = text('artist')
  return {
    ...EMPTY_LABEL,
    title: titleOfWork(text('title') || titleFromFileName(path), artist),
    artist,
    date: inSpan(text('date'), text('latestDate')),
    medium: text('medium'),
    museum: text('museum'),
    creditLine: text('creditLine'),
    rights: field('rights'),
    requiredStatement: text('requiredStatement'),
    about: text('about'),
    ...whereItHangs(text('room'), whetherOnView(text('onView'))),
    // A source that is an address leads to the work; any other is a note of the curator's.
    pageUrl: field('pageUrl') || (isWebAddress(source) ? source : ''),
  }
}

/** 1650 and 1660 as "1650–1660"; a date that names its end already stays as it is. */
function inSpan(earliest: string, latest: string): string {
  if (earliest === '' || earliest.includes(latest)) return earliest || latest
  return `${earliest}–${latest}`
}
