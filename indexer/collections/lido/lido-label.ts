import { EMPTY_LABEL, type Label, type LabelTexts } from '../../../embeddings/gallery/portrait.ts'
import { plainText } from '../plain-text.ts'
import { isWebAddress } from '../web-address.ts'
import {
  byLanguage,
  firstTexts,
  inPreferred,
  joinTexts,
  preferredTag,
  type TextsByLanguage,
} from './texts-by-language.ts'
import { elementsAt, lineOf, textAt, type XmlElement } from './xml-element.ts'

type Texts = Readonly<Record<keyof LabelTexts, TextsByLanguage>>

/**
 * The label of a LIDO record, in the first of the languages that each text is in, with the others
 * as translations; without rights, which are those of a picture. https://lido-schema.org
 */
export function lidoLabel(record: XmlElement, languages: readonly string[]): Label {
  const texts = textsOf(record)
  const label: Label = { ...EMPTY_LABEL, pageUrl: pageOf(record), translations: {} }
  for (const [field, inLanguages] of Object.entries(texts) as [keyof Texts, TextsByLanguage][]) {
    label[field] = inPreferred(inLanguages, languages)
    const own = preferredTag(inLanguages, languages)
    for (const [tag, text] of inLanguages) {
      // Of a sentence it matters which language it is in.
      if (tag !== '' && (tag !== own || field === 'about'))
        label.translations[tag] = { ...label.translations[tag], [field]: text }
    }
  }
  return label
}

/** Metadata may come once with all languages in it, or once in each language. */
function textsOf(record: XmlElement): Texts {
  const blocks = elementsAt(record, 'descriptiveMetadata')
  const inAll = (read: (block: XmlElement) => TextsByLanguage): TextsByLanguage =>
    firstTexts(blocks.map(read))
  return {
    title: inAll((block) => namesIn(block, 'objectIdentificationWrap/titleWrap/titleSet')),
    artist: inAll((block) => joinTexts(productionsIn(block).flatMap(actorsOf), '; ')),
    date: inAll((block) => firstTexts(productionsIn(block).map(dateOf))),
    medium: inAll(mediumOf),
    museum: inAll(repositoryOf),
    creditLine: linesAt(record, 'administrativeMetadata/rightsWorkWrap/rightsWorkSet/creditLine'),
    requiredStatement: new Map(),
    room: new Map(),
    about: inAll(aboutIn),
  }
}

/** The production of the work; its conception where no production is told of. */
function productionsIn(block: XmlElement): XmlElement[] {
  const events = elementsAt(block, 'eventWrap/eventSet/event')
  const productions = events.filter((event) => isEvent(event, PRODUCTION))
  return productions.length > 0 ? productions : events.filter((event) => isEvent(event, CREATION))
}

/**
 * Terms of the LIDO terminology and the Art & Architecture Thesaurus, or the words of those who use
 * neither. http://terminology.lido-schema.org/eventType
 */
const PRODUCTION = {
  concept: /(lido00007|300054713)\/?$/,
  word: /^(production|produktion|herstellung|fertigung|fabrication|vervaardiging|produzione|producción)/i,
}
const CREATION = {
  concept: /lido00012\/?$/,
  word: /^(creation|création|geistige schöpfung|schöpfung)/i,
}

function isEvent(event: XmlElement, { concept, word }: typeof PRODUCTION): boolean {
  return elementsAt(event, 'eventType').some(
    (type) =>
      conceptsOf(type).some((each) => concept.test(each)) ||
      [...elementsAt(type, 'term'), ...elementsAt(type, 'Concept/prefLabel')].some((each) =>
        word.test(lineOf(each)),
      ),
  )
}

/** The identifiers of a concept: a `conceptID` (LIDO 1.0) or a `skos:Concept` (1.1). */
export function conceptsOf(element: XmlElement): string[] {
  const ids = elementsAt(element, 'conceptID').map(lineOf)
  const about = elementsAt(element, 'Concept').map((each) => each.attributes.get('about') ?? '')
  return [...ids, ...about].filter((each) => each !== '')
}

function actorsOf(event: XmlElement): TextsByLanguage[] {
  return elementsAt(event, 'eventActor').map((actor) => {
    const shown = linesAt(actor, 'displayActorInRole')
    return shown.size > 0 ? shown : namesIn(actor, 'actorInRole/actor/nameActorSet')
  })
}

function dateOf(event: XmlElement): TextsByLanguage {
  const shown = linesAt(event, 'eventDate/displayDate')
  if (shown.size > 0) return shown
  let earliest = textAt(event, 'eventDate/date/earliestDate')
  let latest = textAt(event, 'eventDate/date/latestDate')
  // The first day of a year to the last of one is how a system says whole years.
  if (/-01-01$/.test(earliest) && /-12-31$/.test(latest)) {
    earliest = earliest.slice(0, -'-01-01'.length)
    latest = latest.slice(0, -'-12-31'.length)
  }
  const span = [...new Set([earliest, latest])].filter((each) => each !== '').join('–')
  return byLanguage([{ language: '', text: span }])
}

/** Of the production (LIDO 1.0), or of the object (1.1). */
function mediumOf(block: XmlElement): TextsByLanguage {
  const sets = [
    ...productionsIn(block).flatMap((event) => elementsAt(event, 'eventMaterialsTech')),
    ...elementsAt(block, 'objectIdentificationWrap/objectMaterialsTechWrap/objectMaterialsTechSet'),
  ]
  const shown = firstTexts(sets.map((set) => linesAt(set, 'displayMaterialsTech')))
  if (shown.size > 0) return shown
  const terms = sets.flatMap((set) => elementsAt(set, 'materialsTech/termMaterialsTech'))
  return joinTexts(
    terms.map((term) => firstTexts([linesAt(term, 'term'), linesAt(term, 'Concept/prefLabel')])),
    ', ',
  )
}

/** What describes it, and not its state or what is written on it. */
function aboutIn(block: XmlElement): TextsByLanguage {
  const sets = elementsAt(
    block,
    'objectIdentificationWrap/objectDescriptionWrap/objectDescriptionSet',
  ).filter((set) => !/condition|inscription|zustand|beschriftung/i.test(typeOf(set)))
  return firstTexts(sets.map((set) => linesAt(set, 'descriptiveNoteValue')))
}

function typeOf(element: XmlElement): string {
  return element.attributes.get('type') ?? ''
}

/** Where the work is now, with its place unless the name says it. */
function repositoryOf(block: XmlElement): TextsByLanguage {
  const sets = elementsAt(block, 'objectIdentificationWrap/repositoryWrap/repositorySet').filter(
    (set) => !/former|previous|ehemalig/i.test(typeOf(set)),
  )
  const set = sets.find((each) => /current/i.test(typeOf(each))) ?? sets[0]
  if (!set) return new Map()
  const name = namesIn(set, 'repositoryName/legalBodyName')
  const place = namesIn(set, 'repositoryLocation/namePlaceSet')
  if (name.size === 0) return firstTexts([linesAt(set, 'displayRepository'), place])
  return new Map(
    [...joinTexts([name, place], ', ')].map(([tag, text]) => {
      const [own, where] = [inPreferred(name, [tag]), inPreferred(place, [tag])]
      return [tag, own.includes(where) ? own : text]
    }),
  )
}

/** The record's page for people. */
function pageOf(record: XmlElement): string {
  const links = elementsAt(
    record,
    'administrativeMetadata/recordWrap/recordInfoSet/recordInfoLink',
  ).filter((link) => isWebAddress(lineOf(link)))
  const format = (link: XmlElement): string => link.attributes.get('formatResource') ?? ''
  const page =
    links.find((link) => /html/i.test(format(link))) ??
    links.find((link) => !/xml|json|rdf/i.test(format(link)))
  return page ? lineOf(page) : ''
}

/** `appellationValue`s within sets of names, those that are preferred first. */
function namesIn(from: XmlElement, path: string): TextsByLanguage {
  const values = elementsAt(from, path).flatMap((set) =>
    elementsAt(set, 'appellationValue').map((value) => ({
      language: value.language,
      text: plainText(value.text),
      rank: rankOf(value.attributes.get('pref') ?? set.attributes.get('pref') ?? ''),
    })),
  )
  return byLanguage(values.sort((a, b) => a.rank - b.rank))
}

/** `preferred` or `alternate`, or an address with that word in it. */
function rankOf(pref: string): number {
  if (/preferred/i.test(pref)) return 0
  return pref === '' ? 1 : 2
}

export function linesAt(from: XmlElement, path: string): TextsByLanguage {
  return byLanguage(
    elementsAt(from, path).map((each) => ({ language: each.language, text: plainText(each.text) })),
  )
}
