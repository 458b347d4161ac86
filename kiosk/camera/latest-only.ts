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
): (item: Item) => void {
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

  return (item) => {
    if (!isWorking) {
      void run(item)
      return
    }
    if (next !== null) options.drop?.(next.item)
    next = { item }
  }
}
