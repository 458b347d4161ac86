import { z } from 'zod'
import { ENGLISH } from '../contract/texts/english.ts'
import { PLACEHOLDER } from '../contract/texts/format.ts'
import { BUILT_IN_TAGS, isBuiltIn, type Language, localesOf } from '../contract/texts/languages.ts'
import { areValues, VALUES, type Values } from '../contract/texts/values.ts'

/** Lists what is wrong with a museum's file of texts in a language, by key. */
export function textFaults(language: Language, file: unknown): string[] {
  const misnamed = nameFault(language)
  if (misnamed !== null) return [misnamed]
  if (!isObject(file)) return ['is no object in { }']
  const builtIn = isBuiltIn(language)
  // A file that is based on no other language holds all texts. Older files, written before there
  // were texts for the public pages and the atlas, lack those sections, so they are optional.
  const isWhole = !builtIn && file.basedOn === undefined
  const head = ADDED.safeParse(file)
  const headFaults = builtIn
    ? []
    : (head.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
  const sections = { exhibit: isWhole, selfie: isWhole, pages: false, atlas: false }
  const known = [...Object.keys(sections), ...(builtIn ? [] : Object.keys(ADDED.shape))]
  return [
    ...headFaults,
    ...Object.entries(sections).flatMap(([section, mustBeWhole]) =>
      sectionFaults(section as keyof typeof sections, file[section], { language, mustBeWhole }),
    ),
    ...unknownKeys(file, known).map((key) => `${key}: there is no such key`),
  ]
}

/** Lists what is wrong with one section, such as `exhibit.attract.begin: is empty`. */
export function sectionFaults(
  section: keyof typeof ENGLISH,
  texts: unknown,
  plan: { readonly language: Language; readonly mustBeWhole: boolean },
): string[] {
  return faultsWithin(texts, ENGLISH[section], VALUES[section], section, plan)
}

type Plan = Parameters<typeof sectionFaults>[2]

const ADDED = z.object({
  name: z.string('an added language has the name it is offered by').trim().min(1).max(40),
  direction: z.enum(['ltr', 'rtl'], 'is "ltr" or "rtl"'),
  basedOn: z.enum(BUILT_IN_TAGS, `is one of ${BUILT_IN_TAGS.join(', ')}`).optional(),
})

/** What is wrong with the file's name; null when nothing is. */
function nameFault(tag: string): string | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag)
    return canonical === tag ? null : `is to be called ${canonical}.json`
  } catch {
    return 'is to be called after the tag of its language, such as cy.json or pt-BR.json'
  }
}

/** Compares the English texts with the museum's, key by key. */
function faultsWithin(
  texts: unknown,
  english: unknown,
  values: object | undefined,
  path: string,
  plan: Plan,
): string[] {
  if (texts === undefined) return plan.mustBeWhole ? [`${path}: is missing`] : []
  if (areValues(values)) {
    return values.order === undefined
      ? faultsOfText(texts, values.names, path)
      : faultsOfForms(texts, english, { ...values, order: values.order }, path, plan.language)
  }
  if (typeof english === 'string') return faultsOfText(texts, [], path)
  if (Array.isArray(english)) {
    if (!Array.isArray(texts)) return [`${path}: is not a list of texts`]
    if (texts.length === 0) return [`${path}: is empty`]
    return texts.flatMap((text, at) => faultsOfText(text, [], `${path}.${at}`))
  }
  if (!isObject(texts)) return [`${path}: is no object in { }`]
  const keys = Object.entries(english as object)
  return [
    ...keys.flatMap(([key, part]) => {
      const within = (values as Record<string, object> | undefined)?.[key]
      return faultsWithin(texts[key], part, within, `${path}.${key}`, plan)
    }),
    ...unknownKeys(texts, Object.keys(english as object)).map(
      (key) => `${path}.${key}: there is no such key`,
    ),
  ]
}

/** A text has all required placeholders, and no others than `names`. */
function faultsOfText(
  text: unknown,
  names: readonly string[],
  path: string,
  required: readonly string[] = names,
): string[] {
  if (typeof text !== 'string') return [`${path}: is not a text`]
  if (text.trim() === '') return [`${path}: is empty`]
  const found = placeholdersIn(text)
  return [
    ...found.filter((name) => !names.includes(name)).map((name) => `has no {${name}} to fill in`),
    ...required.filter((name) => !found.includes(name)).map((name) => `lacks {${name}}`),
  ].map((fault) => `${path}: ${fault}`)
}

/** Numbers that try out a language's forms. Plural rules say nothing new beyond them. */
const TRIED_NUMBERS = Array.from({ length: 1001 }, (_, number) => number)

/**
 * Checks a text or its forms. A form for several numbers shows the number, if English shows it. A
 * form for a single number may say it in words.
 */
function faultsOfForms(
  forms: unknown,
  english: unknown,
  { names, order }: Required<Values>,
  path: string,
  language: Language,
): string[] {
  const usual = typeof english === 'string' ? english : (english as { other: string }).other
  const shown = placeholdersIn(usual)
  if (!isObject(forms)) return faultsOfText(forms, names, path, shown)
  const rules = new Intl.PluralRules([...localesOf(language)], { type: order })
  const { pluralCategories } = rules.resolvedOptions()
  const faults = 'other' in forms ? [] : [`${path}.other: is missing`]
  for (const [form, text] of Object.entries(forms)) {
    const isExact = /^\d+$/.test(form)
    if (!isExact && !pluralCategories.some((category) => category === form)) {
      faults.push(
        `${path}.${form}: is no plural form here; there are ${pluralCategories.join(', ')}`,
      )
      continue
    }
    const takers = isExact ? [form] : TRIED_NUMBERS.filter((each) => rules.select(each) === form)
    faults.push(...faultsOfText(text, names, `${path}.${form}`, takers.length === 1 ? [] : shown))
  }
  return faults
}

function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name as string)
}

function unknownKeys(object: object, known: readonly string[]): string[] {
  return Object.keys(object).filter((key) => !known.includes(key))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
