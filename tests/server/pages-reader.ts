import type { Label } from '../../embeddings/gallery/portrait.ts'
import { museum, type ServedMuseum } from './museum.ts'
import { FULL_LABEL, hangWorks, type Works } from './pages-works.ts'

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
/** Of one face, two or three each. */
export const TEN_WORKS: Works = Object.fromEntries(
  Array.from({ length: 10 }, (_, at) => [`work-${at}`, { faces: (at % 3) + 1 }]),
)

/** Serves a gallery of such works. */
export async function serve(works: Works = TEN_WORKS) {
  const house = await museum()
  await hangWorks(house, 'hung', works)
  return { house, server: await house.serve() }
}

/** Asks for a page as a browser does. */
export async function read(
  server: ServedMuseum,
  path: string,
  headers: Record<string, string> = {},
) {
  const response = await server.get(path, { headers: { ...BROWSER, ...headers } })
  return { response, page: await response.text() }
}

/** The page of a work with such a label. */
export async function pageOf(label: Partial<Label>, headers: Record<string, string> = {}) {
  const { server } = await serve({ it: { label: { ...FULL_LABEL, ...label } } })
  return (await read(server, '/w/it', headers)).page
}

/** What the first line of a class says, without its tags. */
export function said(page: string, name: string): string | undefined {
  const [, inner] = new RegExp(`<(?:p|h1) class="${name}">(.*?)</(?:p|h1)>`).exec(page) ?? []
  return inner?.replaceAll(/<[^>]*>/g, '')
}

/** Where a page leads, of what starts so. */
export function linksTo(page: string, start: string): string[] {
  return [...page.matchAll(/<a[^>]* href="([^"]*)"/g)]
    .map(([, href]) => href as string)
    .filter((href) => href.startsWith(start))
}

/** The structured data of a page. */
export function dataOf(page: string): Record<string, unknown> {
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? []
  return JSON.parse(json as string)
}
