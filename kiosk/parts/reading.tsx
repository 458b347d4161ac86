import type { ComponentChildren } from 'preact'

/** Words to be read. On a phone they scroll, so that the ways below them stay in sight. */
export function Reading({ children }: { readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll only what can have the focus.
    <div class="reading" tabIndex={0}>
      {children}
    </div>
  )
}
