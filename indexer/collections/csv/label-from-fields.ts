import type { Label } from '../../../embeddings/portrait.ts'
import { EMPTY_LABEL } from '../collection.ts'
import { titleFromFileName } from '../folder/picture-title.ts'
import { isWebAddress } from '../web-address.ts'

/** What a curator may say of a work in a row of a CSV or a file beside its picture. */
export type LabelField = Exclude<keyof Label, 'translations'> | 'latestDate' | 'source'

/** A label of what a curator wrote; a work without a title is called after its picture's path. */
export function labelFromFields(field: (name: LabelField) => string, path: string): Label {
  const source = field('source')
  return {
    ...EMPTY_LABEL,
    title: field('title') || titleFromFileName(path),
    artist: field('artist'),
    date: inSpan(field('date'), field('latestDate')),
    medium: field('medium'),
    museum: field('museum'),
    creditLine: field('creditLine'),
    rights: field('rights'),
    requiredStatement: field('requiredStatement'),
    room: field('room'),
    onView: whetherOnView(field('onView')),
    // A source that is an address leads to the work; any other is a note of the curator's.
    pageUrl: field('pageUrl') || (isWebAddress(source) ? source : ''),
  }
}

/** 1650 and 1660 as "1650–1660"; a date that names its end already stays as it is. */
function inSpan(earliest: string, latest: string): string {
  if (earliest === '' || earliest.includes(latest)) return earliest || latest
  return `${earliest}–${latest}`
}

const ON_VIEW = /^(yes|y|true|1|on|on (view|display|show)|in gallery)$/i
const OFF_VIEW = /^(no|n|false|0|off|(off|not on) (view|display|show)|(in )?storage)$/i

function whetherOnView(text: string): boolean | null {
  if (ON_VIEW.test(text)) return true
  return OFF_VIEW.test(text) ? false : null
}
