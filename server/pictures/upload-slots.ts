import { connectionCount } from '../web/allowance.ts'

/** An address may hold so many of the slots that are left: one in three, and so a quarter of all at most. */
const SHARE_OF_FREE = 3

/** Room for so many uploads at once, shared out among the addresses they come from. */
export interface UploadSlots {
  /** Takes a slot where this party may have one more. */
  take(party: string): boolean
  giveBack(party: string): void
}

/**
 * The fewer slots are left, the fewer one party may hold: it gets another while it holds less than a
 * third of the free ones, and its first while there is any. So a few who send slowly and often keep
 * nobody else out (after Choudhury and Hahne's dynamic thresholds for a shared buffer, 1998).
 */
export function uploadSlots(number: number): UploadSlots {
  const held = connectionCount()
  let free = number
  return {
    take(party) {
      const mostForOne = Math.max(1, Math.floor(free / SHARE_OF_FREE))
      if (free === 0 || held.of(party) >= mostForOne) return false
      held.enter(party)
      free -= 1
      return true
    },
    giveBack(party) {
      held.leave(party)
      free += 1
    },
  }
}
