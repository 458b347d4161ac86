/** How often it is looked whether pictures came, and how many looks in vain make a stall. */
const LOOK_EVERY_MS = 1_000
export const LOOKS_IN_VAIN = 5

/** Tells when a camera that is still there sends no more pictures. */
export interface StallWatch {
  /** A picture came. */
  frame(): void
  /**
   * Looks once; true when this was one look in vain too many. Hidden pages are shown no pictures.
   */
  look(isPageShown: boolean): boolean
}

/**
 * Counts looks rather than time: a page that was itself held up, or asleep with its computer, has
 * missed its looks as well as the pictures.
 */
export function createStallWatch(): StallWatch {
  let inVain = 0
  return {
    frame() {
      inVain = 0
    },
    look(isPageShown) {
      inVain = isPageShown ? inVain + 1 : 0
      return inVain >= LOOKS_IN_VAIN
    },
  }
}

/** Calls `look` regularly until told to stop, or until it answers true. */
export function lookRegularly(look: () => boolean): () => void {
  const timer = setInterval(() => {
    if (look()) clearInterval(timer)
  }, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}
