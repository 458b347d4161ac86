import type { FrozenPair, Still } from '../state/frozen-pair.ts'

/**
 * Where the visitor's picture is held still beside a portrait, for what is made of the two: the
 * morph, the poster, and the light on what makes them alike. There is one frozen pair at most.
 */
export interface FrozenPairStore {
  readonly current: FrozenPair | null
  /**
   * Takes the visitor's picture over; that of the frozen pair before is wiped. The portrait's stays
   * its giver's.
   */
  seat(pair: FrozenPair): void
  /** Called whenever the frozen pair has changed; returns the way to stop listening. */
  onChange(listener: () => void): () => void
  /** Leaves no pixel of the visitor. */
  clear(): void
}

export function createFrozenPairStore(): FrozenPairStore {
  let current: FrozenPair | null = null
  const listeners = new Set<() => void>()

  const change = (next: FrozenPair | null): void => {
    const before = current
    current = next
    for (const listener of listeners) listener()
    // After everybody has let go of it.
    if (before !== null) wipePicture(before.visitor)
  }

  return {
    get current() {
      return current
    },
    seat: change,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear() {
      if (current !== null) change(null)
    },
  }
}

/** Gives a picture's pixels back, every one of them. */
export function wipePicture({ picture }: Still): void {
  if ('close' in picture) picture.close()
  else picture.width = picture.height = 1
}
