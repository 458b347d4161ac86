import { fillIn, type Manner } from './fill-in.ts'
import {
  type Counted,
  type CountedText,
  isLeaf,
  type Leaf,
  type MessagesOf,
  type Shape,
  type TextsOf,
} from './shape.ts'

/** Makes of texts what views say. The texts fill the shape: they are typed, or were checked. */
export function speak<Part extends Shape>(
  shape: Part,
  texts: TextsOf<Part>,
  manner: Manner,
): MessagesOf<Part> {
  const given = texts as Readonly<Record<string, unknown>>
  const said = Object.entries(shape).map(([key, part]) => [
    key,
    isLeaf(part) ? speakLeaf(part, given[key], manner) : speak(part, given[key] as never, manner),
  ])
  return Object.fromEntries(said) as MessagesOf<Part>
}

function speakLeaf(leaf: Leaf, text: unknown, manner: Manner): unknown {
  switch (leaf.kind) {
    case 'words':
    case 'paragraphs':
      return text
    case 'sentence':
      return (...values: readonly (string | number)[]) =>
        fillIn(text as string, leaf.places, values, manner)
    case 'counted':
      return count(leaf, text as CountedText, manner)
    default:
      return leaf satisfies never
  }
}

function count(
  { places, order }: Counted,
  text: CountedText,
  manner: Manner,
): (count: number) => string {
  if (typeof text === 'string') return (number) => fillIn(text, places, [number], manner)
  const rules = new Intl.PluralRules([...manner.locales], { type: order })
  return (number) => {
    const form = text[number] ?? text[rules.select(number)] ?? text.other
    return fillIn(form, places, [number], manner)
  }
}
