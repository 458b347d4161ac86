import { articSource } from '../collections/artic/artic.ts'
import { clevelandSource } from '../collections/cleveland/cleveland.ts'
import { SOURCES, type SourceName } from '../collections/collection.ts'
import { csvSource } from '../collections/csv/csv.ts'
import { folderSource } from '../collections/folder/folder.ts'
import { iiifSource } from '../collections/iiif/iiif.ts'
import { lidoSource } from '../collections/lido/lido.ts'
import { metSource } from '../collections/met/met.ts'
import { rijksmuseumSource } from '../collections/rijksmuseum/rijksmuseum.ts'
import type { Source } from '../collections/source.ts'
import { wikimediaSource } from '../collections/wikimedia/wikimedia.ts'
import { CuratorError } from '../terminal/curator-error.ts'

const BY_NAME: Readonly<Record<SourceName, Source>> = {
  folder: folderSource,
  csv: csvSource,
  iiif: iiifSource,
  met: metSource,
  artic: articSource,
  cleveland: clevelandSource,
  rijksmuseum: rijksmuseumSource,
  wikimedia: wikimediaSource,
  lido: lidoSource,
}

/** Throws `CuratorError` when there is no such source. */
export function sourceNamed(name: string): Source {
  const known = SOURCES.find((each) => each === name)
  if (known) return BY_NAME[known]
  throw new CuratorError(
    `There is no source "${name}"; there are ${SOURCES.join(', ')}. What each takes: npm run pendant -- import --list-sources`,
  )
}

/** All sources, as `--list-sources` tells of them. */
export function allSources(): Source[] {
  return SOURCES.map((name) => BY_NAME[name])
}

/** Reads filters such as `department=11`. Throws `CuratorError` for an unknown one. */
export function parseFilters(source: Source, given: readonly string[]): Record<string, string> {
  const filters: Record<string, string> = {}
  const offered = Object.keys(source.filters)
  for (const pair of given) {
    const [name = '', value = ''] = pair.split(/=(.*)/s).map((part) => part.trim())
    if (!offered.includes(name) || value === '') {
      throw new CuratorError(
        offered.length === 0
          ? `${source.name} offers no filter; "${pair}" is none.`
          : `${source.name} offers the filters ${offered.join(', ')}, each as NAME=VALUE; "${pair}" is none of them.`,
      )
    }
    if (filters[name] !== undefined) {
      throw new CuratorError(`The filter ${name} is given twice: ${filters[name]} and ${value}.`)
    }
    filters[name] = value
  }
  return filters
}

/** The root of a mirror, without a trailing slash. Throws `CuratorError` when it is no address. */
export function parseBaseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new CuratorError(
      `--base-url takes an address such as https://mirror.example/api; "${text}" is none.`,
    )
  }
  return text.replace(/\/+$/, '')
}
