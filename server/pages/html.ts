import escapeHtml from 'escape-html'

/** HTML that is safe to send: all text in it is escaped. */
export type Html = { readonly html: string }

export type Part = string | number | Html | readonly Part[] | null | undefined | false

/**
 * A template of HTML. It escapes every inserted text, for elements and for quoted attributes alike.
 * Other templates go in unchanged, and lists are joined. Null, undefined and false insert nothing.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const pieces = template.map((text, at) => `${text}${write(parts[at])}`)
  return { html: pieces.join('') }
}

/**
 * A value as JSON for a script element. No text in it can end the element or begin a comment (see
 * "Restrictions for contents of script elements" in
 * https://html.spec.whatwg.org/multipage/scripting.html).
 */
export function jsonInScript(value: object): Html {
  return {
    html: JSON.stringify(value).replaceAll(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  }
}

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'html' in part ? part.html : part.map(write).join('')
}
