/** Work on the newest item only. */
export interface LatestOnly<Item> {
  /** Works on the item at once, or when the one under way is done if no newer has come by then. */
  offer(item: Item): void
  /** Passes over the waiting item, if one waits. */
  dropWaiting(): void
}

/**
 * Runs `work` on the newest item only: while one is worked on, later items replace each other, and
 * the last of them is next. `drop` gets every item that was passed over. A failure of `work` goes
 * to `onFailure` and does not stop what follows.
 */
export function latestOnly<Item>(
  work: (item: Item) => Promise<void>,
  options: {
    readonly onFailure: (problem: unknown) => void
    readonly drop?: (item: Item) => void
  },
): LatestOnly<Item> {
  let isWorking = false
  let next: { readonly item: Item } | null = null

  const run = async (first: Item): Promise<void> => {
    isWorking = true
    try {
      let current: { readonly item: Item } | null = { item: first }
      while (current !== null) {
        try {
          await work(current.item)
        } catch (problem) {
          options.onFailure(problem)
        }
        current = next
        next = null
      }
    } finally {
      isWorking = false
    }
  }

  const dropWaiting = (): void => {
    if (next !== null) options.drop?.(next.item)
    next = null
  }

  return {
    offer(item) {
      if (!isWorking) {
        void run(item)
        return
      }
      dropWaiting()
      next = { item }
    },
    dropWaiting,
  }
}
