import type { BuiltIn } from './languages.ts'
import type { Texts } from './values.ts'

const JSON_TYPE = { with: { type: 'json' } } as const

// Each section of a language is a file of its own, so that a phone fetches no other.

export async function loadExhibitTexts(language: BuiltIn): Promise<Texts<'exhibit'>> {
  return (await import(`./${language}/exhibit.json`, JSON_TYPE)).default
}

export async function loadSelfieTexts(language: BuiltIn): Promise<Texts<'selfie'>> {
  return (await import(`./${language}/selfie.json`, JSON_TYPE)).default
}

export async function loadAtlasTexts(language: BuiltIn): Promise<Texts<'atlas'>> {
  return (await import(`./${language}/atlas.json`, JSON_TYPE)).default
}

export async function loadPageTexts(language: BuiltIn): Promise<Texts<'pages'>> {
  return (await import(`./${language}/pages.json`, JSON_TYPE)).default
}
