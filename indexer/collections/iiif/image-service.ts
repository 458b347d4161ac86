import { withoutSlash } from '../web-address.ts'
import { asArray, field, resourceAddress } from './loose-json.ts'

/** An image service as a manifest names it. */
export type NamedImageService = {
  /** Its base address, without a trailing slash or `info.json`. */
  readonly base: string
  /** Image API 1 calls the quality `native` that is `default` since. */
  readonly quality: 'native' | 'default'
}

/** Names of the Image API in types, profiles and contexts, of versions 1.0 to 3.0. */
const IMAGE_API =
  /^ImageService[123]$|^level[012]$|\/image-api\/|\/api\/image\/[123]\b|^iiif:Image$/
const VERSION_1 = /^ImageService1$|\/image-api\/|\/api\/image\/1\b/

/**
 * The image service among the services of an image: one or several, in the words of any version.
 * Other services (search, authorisation, physical size) stand beside it; undefined when it is
 * alone with them. One that says nothing but its address, as publishers write it, is an image's.
 */
export function imageServiceOf(services: unknown): NamedImageService | undefined {
  let unnamed: string | undefined
  for (const service of asArray(services)) {
    const address = resourceAddress(service)?.replace(/\/info\.json$/i, '')
    if (address === undefined) continue
    const base = address.endsWith('/') ? withoutSlash(address) : address
    const names = ['@type', 'type', 'profile', '@context']
      .flatMap((name) => asArray(field(service, name)))
      .filter((name) => typeof name === 'string')
    if (names.some((name) => IMAGE_API.test(name))) {
      return { base, quality: names.some((name) => VERSION_1.test(name)) ? 'native' : 'default' }
    }
    if (names.every((name) => name === 'Service')) unnamed ??= base
  }
  return unnamed === undefined ? undefined : { base: unnamed, quality: 'default' }
}
