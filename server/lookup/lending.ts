/** A value that must stay open while anybody reads from it. */
export type Lending<Value extends { close(): void }> = ReturnType<typeof lend<Value>>

export function lend<Value extends { close(): void }>(value: Value) {
  let readers = 0
  let closeWhenBack: (() => void) | undefined
  const giveBack = () => {
    readers -= 1
    if (readers === 0) closeWhenBack?.()
  }
  return {
    value,
    /** Lends the value until `read` has returned and its promise, if any, has settled. */
    use<T>(read: (value: Value) => T): T {
      readers += 1
      let result: ReturnType<typeof read>
      try {
        result = read(value)
      } catch (error) {
        giveBack()
        throw error
      }
      if (!(result instanceof Promise)) {
        giveBack()
        return result
      }
      return result.finally(giveBack) as typeof result
    },
    /** Closes the value once every reader has returned it, and resolves then. */
    end: () =>
      new Promise<void>((resolve, reject) => {
        closeWhenBack = () => {
          try {
            value.close()
            resolve()
          } catch (error) {
            reject(error)
          }
        }
        if (readers === 0) closeWhenBack()
      }),
  }
}
