const TICK_MS = 4

/** Watches how long the page's thread is held up at most: the longest wait of a timer beyond its time. */
export function watchBlocking(): { stop(): number } {
  let longestMs = 0
  let lastMs = performance.now()
  const ticking = setInterval(() => {
    const nowMs = performance.now()
    longestMs = Math.max(longestMs, nowMs - lastMs - TICK_MS)
    lastMs = nowMs
  }, TICK_MS)
  return {
    stop() {
      clearInterval(ticking)
      return longestMs
    },
  }
}
