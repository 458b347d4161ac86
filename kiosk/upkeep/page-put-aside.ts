/**
 * Calls back when the page is put aside: its tab hidden, its computer closed, its window frozen or left.
 * Browsers may keep such a page alive for long, with all that was in it.
 */
export function onPutAside(listener: () => void): void {
  addEventListener('pagehide', listener)
  document.addEventListener('freeze', listener)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') listener()
  })
}
