const ON_VIEW = /^(?:currently )?(?:on (?:view|display|show)|in (?:the )?gallery)$/i
const OFF_VIEW = /^(?:(?:currently )?(?:off|not on) (?:view|display|show)|(?:in )?storage)$/i
const YES = /^(?:yes|y|true|1|on)$/i
const NO = /^(?:no|n|false|0|off)$/i

/** Whether a work hangs, by the words of a column or field for that; null for any others. */
export function whetherOnView(text: string): boolean | null {
  if (YES.test(text) || ON_VIEW.test(text)) return true
  return NO.test(text) || OFF_VIEW.test(text) ? false : null
}

/** Where a work hangs. Some museums write "Not on view" in place of a room. */
export function whereItHangs(
  room: string,
  onView: boolean | null,
): { readonly room: string; readonly onView: boolean | null } {
  if (ON_VIEW.test(room)) return { room: '', onView: onView ?? true }
  if (OFF_VIEW.test(room)) return { room: '', onView: onView ?? false }
  return { room, onView }
}
