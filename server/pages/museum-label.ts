import { labelIn, type Said, type SpokenLabel } from '../../embeddings/gallery/label-in.ts'
import type { Label } from '../../embeddings/gallery/portrait.ts'
import { rightsInWords } from '../../embeddings/gallery/rights-statement.ts'
import { wayTo } from '../contract/way-to.ts'
import { type Html, html, type Part } from './html.ts'
import { safeLink } from './public-address.ts'
import type { PageWords, Setting } from './setting.ts'

/** Title and artist of a work as plain text, for titles, descriptions and cards. */
export function titleAndArtist(
  label: Label,
  { words, languages }: Setting,
): { readonly title: string; readonly artist: string } {
  const { title, artist } = named(labelIn(label, languages), words)
  return { title: title.text, artist: artist.text }
}

/** The full wall label. Its title is the page's heading, and `before` stands before it. */
export function fullLabel(label: Label, setting: Setting, before?: string): Html {
  const { words, languages } = setting
  const said = labelIn(label, languages)
  const { title, artist } = named(said, words)
  const page = safeLink(label.pageUrl)
  return html`<div class="label">
${line('label-artist', spoken(artist))}
<h1 class="label-title">${before && html`<span class="label-before">${before}</span> `}${titleAndDate(title, said.date)}</h1>
${said.medium.text && line('label-detail', spoken(said.medium))}
${said.museum.text && line('label-detail', spoken(said.museum))}
${said.about.text && line('label-about', spoken(said.about))}
${whereItHangs(label, said.room, setting)}
${credit(said, label.rights, words)}
${statement(said)}
${page && line('label-way', html`<a class="way" href="${page}">${words.museumPage}</a>`)}
</div>`
}

/** The label under a small picture: name, date, and the statement that its lender requires. */
export function briefLabel(label: Label, { words, languages }: Setting): Html {
  const said = labelIn(label, languages)
  const { title, artist } = named(said, words)
  return html`${line('label-artist', spoken(artist))}
${line('label-title', titleAndDate(title, said.date))}`
}

/** The statement that must accompany the work everywhere, word for word. */
export function briefStatement(label: Label, { languages }: Setting): Html | undefined {
  return statement(labelIn(label, languages))
}

function named(said: SpokenLabel, words: PageWords): { title: Said; artist: Said } {
  const or = ({ text, lang }: Said, instead: string): Said =>
    text === '' ? { text: instead, lang: words.language } : { text, lang }
  return { title: or(said.title, words.untitled), artist: or(said.artist, words.unknownArtist) }
}

function titleAndDate(title: Said, date: Said): Html {
  return html`<cite>${spoken(title)}</cite>${date.text && html`, ${spoken(date)}`}`
}

/** Leaves out the room of a work that is not on view: visitors would find an empty place. */
function whereItHangs(
  label: Label,
  room: Said,
  { words, languages, rooms }: Setting,
): Html | undefined {
  const { onView } = label
  if (onView === false) return line('label-detail', words.notOnView)
  if (room.text !== '') {
    const way = wayTo(label, rooms, languages)
    const told = way === null || way.text === '' ? '' : html`. ${spoken(way)}`
    return line('label-room', html`${words.findIt} <strong>${spoken(room)}</strong>${told}`)
  }
  return onView ? line('label-room', words.onView) : undefined
}

function credit(said: SpokenLabel, rights: string, words: PageWords): Html | undefined {
  const { creditLine, requiredStatement } = said
  // Some sources give the same text twice.
  const isItsOwn = creditLine.text !== '' && creditLine.text !== requiredStatement.text
  const parts = [isItsOwn && spoken(creditLine), rights !== '' && rightsLink(rights, words)].filter(
    (part) => part !== false,
  )
  if (parts.length === 0) return undefined
  return line(
    'label-credit',
    parts.map((part, at) => (at === 0 ? part : html` · ${part}`)),
  )
}

function rightsLink(rights: string, words: PageWords): Html {
  const address = safeLink(rights)
  if (address === undefined) return spoken({ text: rights, lang: '' })
  const { text, lang } = rightsInWords(address, words.publicDomain)
  const name = text === 'CC0' ? 'CC0 1.0' : text
  const said = lang === undefined ? name : spoken({ text: name, lang })
  return html`<a rel="license" href="${address}">${said}</a>`
}

function statement({ requiredStatement }: SpokenLabel): Html | undefined {
  if (requiredStatement.text === '') return undefined
  return line('label-statement', spoken(requiredStatement))
}

function line(name: string, content: Part): Html {
  return html`<p class="${name}">${content}</p>`
}

function spoken({
  text,
  lang,
}: {
  readonly text: string
  readonly lang: string | undefined
}): Html {
  return html`<span lang="${lang}" dir="auto">${text}</span>`
}
