import ar from './ar/exhibit.json' with { type: 'json' }
import de from './de/exhibit.json' with { type: 'json' }
import en from './en/exhibit.json' with { type: 'json' }
import es from './es/exhibit.json' with { type: 'json' }
import fr from './fr/exhibit.json' with { type: 'json' }
import ja from './ja/exhibit.json' with { type: 'json' }
import type { BuiltIn } from './languages.ts'
import type { Texts } from './values.ts'
import zhHans from './zh-Hans/exhibit.json' with { type: 'json' }

/** The exhibit's texts in all languages, since a wall offers all of them at once. */
export const EXHIBIT_TEXTS: Readonly<Record<BuiltIn, Texts<'exhibit'>>> = {
  en,
  fr,
  de,
  es,
  ja,
  'zh-Hans': zhHans,
  ar,
}
