import { z } from 'zod'
import { BUILT_IN_TAGS, isBuiltIn, type Language } from '../state/languages.ts'
import { EXHIBIT, type Texts } from './messages.ts'
import type { MuseumLanguage, MuseumTexts } from './museum-language.ts'
import { SELFIE, type SelfieTexts } from './selfie-messages.ts'
import type { PartOf } from './shape.ts'
import { textsSchema } from './texts-schema.ts'

/**
 * The museum's own texts, `{ "<tag>": … }` of all its files, or every fault in them, one to a line.
 * A language that is not built in has its name and direction, and every text but those that it
 * leaves to the language it is based on.
 */
export function parseMuseumTexts(json: unknown): { texts: MuseumTexts } | { problem: string } {
  const files = z.record(z.string(), z.unknown()).safeParse(json)
  if (!files.success) return { problem: 'The museum’s own texts are no object of languages.' }
  const texts = new Map<Language, MuseumLanguage>()
  const faults: string[] = []
  for (const [tag, content] of Object.entries(files.data)) {
    const read = readLanguage(tag, content)
    if ('language' in read) texts.set(tag, read.language)
    else faults.push(...read.faults.map((fault) => `texts/${tag}.json: ${fault}`))
  }
  if (faults.length === 0) return { texts }
  return { problem: `The museum’s own texts are refused:\n${faults.join('\n')}` }
}

type Reading = { readonly language: MuseumLanguage } | { readonly faults: readonly string[] }

function readLanguage(tag: Language, content: unknown): Reading {
  const misnamed = nameFault(tag)
  if (misnamed !== null) return { faults: [misnamed] }
  // What a file is to hold depends on whether it leaves texts to another language.
  const basedOn = BASIS.safeParse(content).data?.basedOn
  const parts = partsOf(tag, isBuiltIn(tag) || basedOn !== undefined)
  if (isBuiltIn(tag)) {
    const read = z.strictObject(parts).safeParse(content)
    if (!read.success) return { faults: faultsOf(read.error) }
    return { language: { added: null, ...textsIn(read.data) } }
  }
  const read = z.strictObject({ ...ADDED, ...parts }).safeParse(content)
  if (!read.success) return { faults: faultsOf(read.error) }
  const { name, direction } = read.data
  const added = { name, direction, basedOn: read.data.basedOn ?? null }
  return { language: { added, ...textsIn(read.data) } }
}

const BASIS = z.object({ basedOn: z.unknown() })
const ADDED = {
  name: z.string('an added language has the name it is offered by').trim().min(1).max(40),
  direction: z.enum(['ltr', 'rtl'], 'is "ltr" or "rtl"'),
  basedOn: z.enum(BUILT_IN_TAGS, `is one of ${BUILT_IN_TAGS.join(', ')}`).optional(),
}

function partsOf(language: Language, partial: boolean) {
  const exhibit = textsSchema(EXHIBIT, { language, partial })
  const selfie = textsSchema(SELFIE, { language, partial })
  return partial ? { exhibit: exhibit.optional(), selfie: selfie.optional() } : { exhibit, selfie }
}

/** Texts that were checked against the shapes that their types are made of. */
function textsIn({ exhibit, selfie }: { exhibit?: unknown; selfie?: unknown }) {
  return {
    exhibit: exhibit as PartOf<Texts> | undefined,
    selfie: selfie as PartOf<SelfieTexts> | undefined,
  }
}

/** What is wrong with what a file is called; null when nothing is. */
function nameFault(tag: string): string | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag)
    return canonical === tag ? null : `is to be called ${canonical}.json`
  } catch {
    return 'is to be called after the tag of its language, such as cy.json or pt-BR.json'
  }
}

function faultsOf({ issues }: z.ZodError): string[] {
  return issues.flatMap((issue) => {
    const { path, message } = issue
    if (issue.code !== 'unrecognized_keys') {
      return [path.length === 0 ? message : `${path.join('.')}: ${message}`]
    }
    return issue.keys.map((key) => `${[...path, key].join('.')}: there is no such key`)
  })
}
