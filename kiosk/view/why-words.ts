import type { Messages } from '../messages/messages.ts'
import type { Why } from '../state/scene.ts'

/**
 * What is said of why a portrait is shown. Two parts are joined by the language's own word; the
 * sentence has them after a colon, or where no grammar bends them.
 */
export function whatIsSaid({ explanation }: Why, messages: Messages): string {
  const { why, language } = messages
  if (explanation === 'asked') return why.looking
  if (explanation === 'unanswered') return why.unanswered
  const { named } = explanation
  if (named.length === 0) return why.noOne
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return why.mostly(list.format(named.map((part) => why.parts[part])))
}
