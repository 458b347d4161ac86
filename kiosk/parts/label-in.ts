import { labelIn as spokenLabel } from '../../embeddings/gallery/label-in.ts'
import type { Label, LabelTexts } from '../../embeddings/gallery/portrait.ts'

/** The texts of a label in a visitor's language, as far as it has them. */
export function labelIn(label: Label, language: string): LabelTexts {
  const said = Object.entries(spokenLabel(label, [language]))
  return Object.fromEntries(said.map(([name, { text }]) => [name, text])) as LabelTexts
}
