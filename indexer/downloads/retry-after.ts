/**
 * How long a `Retry-After` header asks to wait, in milliseconds: a number of seconds, or a date
 * (RFC 9110, 10.2.3). Undefined when there is none or it means nothing; a date that has passed is 0.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  if (!HTTP_DATE.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}

/** `Date.parse` alone would read "-5" and "1.5" as years. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2}/
