/** A value that must stay open while anybody reads from it. */
export interface Lending<Value> {
  readonly value: Value
  /** Lends the value until `read` has returned and its promise, if any, has settled. */
  use<T>(read: (value: Value) => T): T
  /** Closes the value once every reader has returned it, and resolves then. */
  end(): Promise<void>
}

export function lend<Value extends { close(): void }>(value: Value): Lending<Value> {
  let readers = 0
  let closeWhenBack: (() => void) | undefined
  const giveBack = () => {
    readers -= 1
    if (readers === 0) closeWhenBack?.()
  }
  return {
    value,
    use(read) {
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
    end: () =>
      new Promise((resolve, reject) => {
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
