import type { Language } from '../../server/contract/texts/languages.ts'

type Part = {
  readonly children: string
  /** The language of the words around it. */
  readonly within: Language
}

/** A part of a label: its direction is its own, and so are its letters. */
export function LabelPart({ children, within }: Part) {
  return <bdi lang={ownLang(children, within)}>{children}</bdi>
}

/**
 * A title as its script sets titles apart: Latin in italics, others upright and between the marks
 * of the language they stand in (see styles/fonts.css).
 */
export function LabelTitle({ children, within }: Part) {
  return (
    <cite
      dir="auto"
      lang={ownLang(children, within)}
      class={isSlanted(children) ? undefined : 'title-upright'}
    >
      {children}
    </cite>
  )
}

/** Whether a text is in a script that has italics, by its first letter. */
export function isSlanted(text: string): boolean {
  const [letter = 'a'] = /\p{Letter}/u.exec(text) ?? []
  return /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(letter)
}

/** Latin among other scripts is of another language, nobody knows which: as HTML says that. */
function ownLang(text: string, within: Language): '' | undefined {
  const { script = 'Latn' } = new Intl.Locale(within).maximize()
  const isAmongItsOwn = ['Latn', 'Grek', 'Cyrl'].includes(script)
  return !isAmongItsOwn && isSlanted(text) ? '' : undefined
}
