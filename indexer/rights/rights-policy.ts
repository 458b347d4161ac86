import { readRights } from '../../embeddings/gallery/rights-statement.ts'
import { CuratorError } from '../terminal/curator-error.ts'

/** Which works of other people's come in. */
export type RightsPolicy = {
  /** Statements that are allowed besides the open ones: canonical addresses, or words verbatim. */
  readonly allowed: readonly string[]
  /** The museum's declaration that it holds the rights itself; everything comes in. */
  readonly held: string | undefined
}

/** Throws `CuratorError` for what can be no rights statement. */
export function rightsPolicy(allow: readonly string[], held: string | undefined): RightsPolicy {
  if (held !== undefined && held.trim() === '') {
    throw new CuratorError(
      '--rights-held takes the words that are shown with the works, such as "© Museum of …".',
    )
  }
  const allowed = allow.map((text) => {
    const statement = readRights(text)
    if (statement.kind === 'none') {
      throw new CuratorError(
        '--allow takes the address of a rights statement, such as http://rightsstatements.org/vocab/NoC-NC/1.0/',
      )
    }
    return statement.kind === 'standard' ? statement.uri : text.trim()
  })
  return { allowed, held: held?.trim() }
}

/** Why a work of such rights does not come in; undefined when it does. */
export function whyRefused(rights: string, policy: RightsPolicy): string | undefined {
  if (policy.held !== undefined) return undefined
  const statement = readRights(rights)
  if (statement.kind === 'open') return undefined
  if (statement.kind === 'none')
    return 'its source says nothing of its rights; where your museum holds them: --rights-held "© …"'
  const canonical = statement.kind === 'standard' ? statement.uri : rights.trim()
  // A licence allowed without a version is allowed in each.
  if (policy.allowed.some((each) => canonical === each || isVersionOf(canonical, each))) {
    return undefined
  }
  const name = statement.kind === 'standard' ? statement.name : rights.trim()
  return `its rights are not open (${name}); to bring such works in: --allow "${canonical}"`
}

function isVersionOf(canonical: string, allowed: string): boolean {
  return (
    /^http:\/\/creativecommons\.org\/licenses\/[a-z-]+\/$/.test(allowed) &&
    canonical.startsWith(allowed)
  )
}
