import { connectionCount } from '../web/allowance.ts'

/** One address may hold a third of the slots that are free, and so at most a quarter of all. */
const SHARE_OF_FREE = 3

/**
 * A fixed number of simultaneous uploads, shared fairly among their addresses.
 *
 * The fewer slots are free, the fewer one party may hold. It gets another while it holds less than
 * a third of the free ones, and its first while any is free. A few slow and frequent senders
 * therefore keep nobody else out (after Choudhury and Hahne's dynamic thresholds for a shared
 * buffer, 1998).
 */
export function uploadSlots(number: number) {
  const held = connectionCount()
  let free = number
  return {
    /** Takes a slot if this party may have one more. */
    take(party: string): boolean {
      const mostForOne = Math.max(1, Math.floor(free / SHARE_OF_FREE))
      if (free === 0 || held.of(party) >= mostForOne) return false
      held.enter(party)
      free -= 1
      return true
    },
    giveBack(party: string): void {
      held.leave(party)
      free += 1
    },
  }
}
