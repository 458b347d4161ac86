import { percentDecoded, withoutSlash } from './web-address.ts'

/**
 * `the-man_with-the-golden-helmet.jpg` as "The man with the golden helmet"; of an address, its last
 * piece, or what names the picture where an IIIF image service serves it.
 */
export function titleFromFileName(path: string): string {
  const name = nameIn(path).replace(/\.[^.]+$/, '')
  // Hyphens are word breaks only where no space is: "Portrait of Anne-Marie" keeps hers.
  const words = (/\s/.test(name.trim()) ? name : name.replaceAll('-', ' '))
    .replaceAll('_', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** IDENTIFIER/REGION/SIZE/ROTATION/default.jpg; https://iiif.io/api/image/3.0/ */
const IIIF_REQUEST = /\/[^/]+\/[^/]+\/!?[\d.]+\/(default|native|color|gray|bitonal)\.\w+$/

function nameIn(path: string): string {
  if (!/^https?:\/\//i.test(path)) return path.slice(path.lastIndexOf('/') + 1)
  const address = withoutSlash(new URL(path).pathname.replace(IIIF_REQUEST, ''))
  const name = address.slice(address.lastIndexOf('/') + 1)
  const decoded = percentDecoded(name)
  return decoded === undefined ? name : nameIn(decoded)
}
