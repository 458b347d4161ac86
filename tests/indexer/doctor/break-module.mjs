// Given to Node by --import: the package named in BROKEN_MODULE throws when it is imported, as a
// native module does on a machine it was not made for.
import { register } from 'node:module'

const hooks = `export async function resolve(specifier, context, next) {
  if (specifier !== ${JSON.stringify(process.env.BROKEN_MODULE)}) return next(specifier, context)
  return { url: 'data:text/javascript,throw new Error("no such machine");export default undefined', shortCircuit: true }
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
