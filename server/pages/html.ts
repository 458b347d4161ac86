import escapeHtml from 'escape-html'

/** HTML that is safe to send: what was put into it has been escaped. */
export type Html = { readonly html: string }

export type Part = string | number | Html | readonly Part[] | null | undefined | false

/**
 * A template of HTML. Everything put into it is text and escaped as such, for elements and for
 * quoted attributes alike; only other templates go in as they are. Lists are put together; null,
 * undefined and false leave nothing.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const pieces = template.map((text, at) => `${text}${write(parts[at])}`)
  return { html: pieces.join('') }
}

/**
 * A value as JSON that may stand in a script element: nothing in it ends the element or begins a
 * comment (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).
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
