import { tagsFor } from './language-tags.ts'
import type { Label, LabelTexts } from './portrait.ts'

/** A text of a label, and the BCP 47 tag of its language; the empty tag where that is not known. */
export type Said = { readonly text: string; readonly lang: string }

export type SpokenLabel = { readonly [Name in keyof LabelTexts]: Said }

/**
 * The texts of a label in the first of the languages that it has them in, each sought by itself,
 * and for the rest as its source wrote them. What is told about the work is prose: it is left out
 * for those who read none of its languages.
 */
export function labelIn(label: Label, languages: readonly string[]): SpokenLabel {
  const tags = Object.keys(label.translations)
  const nearest = languages.flatMap((language) => tagsFor(language, tags))
  const said = (name: keyof LabelTexts): Said => {
    const tag = nearest.find((each) => label.translations[each]?.[name])
    const text = (tag !== undefined && label.translations[tag]?.[name]) || label[name]
    // What the source wrote first may be one of the translations, word for word.
    const spoken = tag ?? tags.find((each) => label.translations[each]?.[name] === text)
    return { text, lang: spoken !== undefined && LANGUAGE_TAG.test(spoken) ? spoken : '' }
  }
  return {
    title: said('title'),
    artist: said('artist'),
    date: said('date'),
    medium: said('medium'),
    museum: said('museum'),
    creditLine: said('creditLine'),
    requiredStatement: said('requiredStatement'),
    room: said('room'),
    about: readable(said('about'), languages),
  }
}

function readable(said: Said, languages: readonly string[]): Said {
  const isRead = said.lang === '' || languages.some((each) => tagsFor(each, [said.lang]).length > 0)
  return isRead ? said : { text: '', lang: '' }
}

const LANGUAGE_TAG = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i
