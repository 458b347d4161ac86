import type { ComponentChildren } from 'preact'

/** What is the matter and what can be done about it; the ways on are the children. */
export function NoticeText(props: {
  readonly title: string
  readonly advice: string
  readonly children?: ComponentChildren
}) {
  const { title, advice, children } = props
  return (
    <div class="notice">
      <div class="notice-text">
        <h1 class="display">{title}</h1>
        <p class="prose">{advice}</p>
      </div>
      {children === undefined ? null : (
        <div class="notice-ways">
          <div class="ways">{children}</div>
        </div>
      )}
    </div>
  )
}
