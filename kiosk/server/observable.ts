/** A value that is told to whoever listens: at once, then at every change. */
export interface Notice<Value> {
  tell(value: Value): void
  /** Returns the way to stop listening. */
  listen(listener: (value: Value) => void): () => void
  /** Tells nobody any more. */
  close(): void
}

export function createObservable<Value>(first: Value): Notice<Value> {
  let current = first
  const listeners = new Set<(value: Value) => void>()
  return {
    tell(value) {
      if (Object.is(value, current)) return
      current = value
      for (const listener of [...listeners]) listener(value)
    },
    listen(listener) {
      // Its own function, so that one listener given twice is two.
      const mine = (value: Value): void => listener(value)
      listeners.add(mine)
      listener(current)
      return () => {
        listeners.delete(mine)
      }
    },
    close() {
      listeners.clear()
    },
  }
}
