/** A language by its BCP 47 tag: one of those built in, or one that a museum has added. */
export type Language = string

/** A language as it is offered: by its own name, in its own direction. */
export type Locale = {
  readonly tag: Language
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
}

/** The languages that come with Pendant, in the order they are offered. */
export const BUILT_IN = {
  en: { name: 'English', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  ja: { name: '日本語', direction: 'ltr' },
  'zh-Hans': { name: '简体中文', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const satisfies Record<string, Omit<Locale, 'tag'>>

export type BuiltIn = keyof typeof BUILT_IN

export const BUILT_IN_TAGS = Object.keys(BUILT_IN) as [BuiltIn, ...BuiltIn[]]

export function isBuiltIn(language: Language): language is BuiltIn {
  return Object.hasOwn(BUILT_IN, language)
}

/**
 * The locales that `Intl` is to count and write numbers by: it takes the first it knows. Arabic keeps
 * the digits that the dates on labels are printed in.
 */
export function localesOf(language: Language, basedOn: BuiltIn = 'en'): readonly string[] {
  return [language === 'ar' ? 'ar-u-nu-latn' : language, basedOn]
}
