import type { Sitter, Sitting } from '../state/sitting.ts'

/**
 * Where the visitor's picture is held still beside a portrait, for what is made of the two: the
 * morph, the poster, and the light on what makes them alike. There is one sitting at most.
 */
export interface SittingRoom {
  readonly current: Sitting | null
  /**
   * Takes the visitor's picture over; that of the sitting before is wiped. The portrait's stays its
   * giver's.
   */
  seat(sitting: Sitting): void
  /** Called whenever the sitting has changed; returns the way to stop listening. */
  onChange(listener: () => void): () => void
  /** Leaves no pixel of the visitor. */
  clear(): void
}

export function openSittingRoom(): SittingRoom {
  let current: Sitting | null = null
  const listeners = new Set<() => void>()

  const change = (next: Sitting | null): void => {
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
export function wipePicture({ picture }: Sitter): void {
  if ('close' in picture) picture.close()
  else picture.width = picture.height = 1
}
