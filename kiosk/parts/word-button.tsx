import type { ComponentChildren } from 'preact'

/** A word that can be pressed: underlined by a hairline, never boxed. */
export function WordButton(props: {
  readonly onPress: () => void
  readonly children: ComponentChildren
  /** The way most visitors will take is set larger; equal ways are set alike. */
  readonly weight?: 'main' | 'plain' | 'quiet'
  readonly lang?: string
  readonly pressed?: boolean
  /** Whether what the word unfolds is unfolded. */
  readonly expanded?: boolean
  /** What is heard in place of the word; it begins with the word. */
  readonly label?: string
}) {
  const { onPress, children, weight = 'plain', lang, pressed, expanded, label } = props
  return (
    <button
      type="button"
      class={`word word-${weight}`}
      lang={lang}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-label={label}
      onClick={onPress}
    >
      <span class="word-text">{children}</span>
    </button>
  )
}
