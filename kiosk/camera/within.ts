/**
 * What `promise` gives, or a rejection that names `what` where that takes longer than `ms`.
 * Browsers have promises that never settle: each is waited for through this, so that somebody is
 * told and the next try can begin. `dispose` gets what comes too late, to close it.
 */
export function within<Value>(
  ms: number,
  what: string,
  promise: Promise<Value>,
  dispose: (late: Value) => void = () => undefined,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(new DOMException(`${what} took longer than ${ms} ms.`, 'TimeoutError'))
    }, ms)
    promise
      .then((value) => (isLate ? dispose(value) : resolve(value)), reject)
      .finally(() => clearTimeout(timer))
  })
}

/** A bitmap of a picture, within `ms`; one that comes too late is closed. */
export function bitmapWithin(
  ms: number,
  what: string,
  source: ImageBitmapSource,
  options?: ImageBitmapOptions,
): Promise<ImageBitmap> {
  return within(ms, what, createImageBitmap(source, options), (late) => late.close())
}
