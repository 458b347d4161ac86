/** A language by its BCP 47 tag: a built-in one, or one that a museum has added. */
export type Language = string

/** A language on offer: its own name for itself, and its direction. */
export type Locale = {
  readonly tag: Language
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
}

/** The languages that come with Pendant, in the order of the offer. */
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
 * The locales by which `Intl` counts and writes numbers. `Intl` takes the first that it knows.
 * Arabic keeps the digits of the dates on labels.
 */
export function localesOf(language: Language, basedOn: BuiltIn = 'en'): readonly string[] {
  return [language === 'ar' ? 'ar-u-nu-latn' : language, basedOn]
}
