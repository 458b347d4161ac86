import { storageFault } from '../../embeddings/store/storage-faults.ts'

/** One thing `doctor` looked at; scripts rely on these names. */
export type CheckResult = {
  readonly check: string
  readonly ok: boolean
  /** What was found. */
  readonly found: string
  /** What to do about it; empty when all is well. */
  readonly advice: string
}

/** Looks at one thing. A check that throws is a problem with its message. */
export type Check = {
  readonly check: string
  look(): Promise<Finding> | Finding
}

export type Finding = { readonly found: string } & (
  | { readonly ok: true }
  | { readonly ok: false; readonly advice: string }
)

export async function runCheck({ check, look }: Check): Promise<CheckResult> {
  try {
    const finding = await look()
    return {
      check,
      ok: finding.ok,
      found: finding.found,
      advice: finding.ok ? '' : finding.advice,
    }
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    const fault = storageFault(error)
    return {
      check,
      ok: false,
      found: fault ? `${fault.what} (${message})` : message,
      advice: fault?.advice ?? 'Run "npm install" again; if it stays, report this.',
    }
  }
}

export function well(found: string): Finding {
  return { ok: true, found }
}

export function problem(found: string, advice: string): Finding {
  return { ok: false, found, advice }
}
