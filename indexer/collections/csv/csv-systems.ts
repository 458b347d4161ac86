/**
 * The column names of four collection management systems' exports. What each rests on stands beside
 * it; all of them let a museum rename its columns, so that a table is a best guess for a museum's
 * own report, and `--columns` has the last word.
 */
import { names } from '../label-names.ts'
import type { LabelField } from './label-from-fields.ts'

/** What a column of a CSV may hold. */
export type CsvField = 'id' | 'file' | 'imageUrl' | LabelField

/** Headers by field, the best first, in the form of `plain`. */
type SystemHeaders = Readonly<Partial<Record<CsvField, readonly string[]>>>

/**
 * TMS: the columns of its tables Objects, Constituents, MediaFiles and Locations (ObjectID,
 * ObjectNumber, Dated, Medium, CreditLine, DisplayName, FileName), which open data from it carry
 * over (Harvard, the Museum of Modern Art, Washington). Uncertain: the media and location columns,
 * which every museum's report names in its own way.
 */
const TMS: SystemHeaders = {
  id: names('objectid objectnumber accessionnumber'),
  file: names(
    'primarymediapath primarymedia primaryimage mediapath imagepath imagefilename',
    'mediafilename',
  ),
  imageUrl: names('primaryimageurl mediaurl'),
  title: names('objecttitle'),
  artist: names('displayname artistdisplayname constituentdisplayname artist/maker maker'),
  date: names('dated displaydate'),
  rights: names('objectrightstype rightstype copyright'),
  room: names('currentlocation currentlocationstring locationstring'),
  pageUrl: names('objecturl'),
}

/**
 * EMu: the catalogue columns of its art client, as its published web pages and reports name them
 * (TitMainTitle, CreCreatorLocal_tab, PhyMedium, AccCreditLineLocal, LocCurrentLocationRef,
 * RigAcknowledgement). Uncertain: the multimedia columns; the names differ from client to client.
 */
const EMU: SystemHeaders = {
  id: names('irn titaccessionno'),
  file: names(
    'mulmultimediarefmultimedia mulmultimediarefmulidentifier multimedia mulidentifier',
    'mulmultimediaref',
  ),
  title: names('titmaintitle titcollectiontitle'),
  artist: names('crecreatorlocal crecreatorrefsummarydata crecreatorrefnamfullname'),
  date: names('credatecreated'),
  medium: names('phymedium phymediumtext phymediumcomments'),
  creditLine: names('acccreditlinelocal acccreditline'),
  rights: names('rigacknowledgement rigtype'),
  room: names('loccurrentlocationrefsummarydata loccurrentsummarydata loccurrentlocationref'),
}

/**
 * CollectionSpace: the fields of its common cataloguing and media records (objectNumber,
 * objectProductionPerson, computedCurrentLocation, blobUri, mediaFileUri). Uncertain: creditLine,
 * which belongs to acquisitions and is in an export only where it was joined.
 */
const COLLECTIONSPACE: SystemHeaders = {
  id: names('csid objectcsid objectnumber'),
  file: names('mediafileuri bloburi blobfilename media'),
  title: names('title1'),
  artist: names(
    'objectproductionperson objectproductionperson1 objectproductionorganization',
    'objectproductionorganization1 objectproductionpeople',
  ),
  date: names('objectproductiondate objectproductiondatedisplaydate productiondate'),
  medium: names('material material1 materials'),
  rights: names('copyrightstatement rightstype'),
  about: names('briefdescription briefdescription1'),
  room: names('computedcurrentlocation currentlocation'),
}

/**
 * Axiell Collections, formerly Adlib: the English field names of its museum database (priref,
 * object_number, production.date.start, reproduction.reference; media.reference in newer models).
 * Uncertain: which of the reproduction fields holds the file's name rather than a record's number.
 */
const AXIELL: SystemHeaders = {
  id: names('priref objectnumber'),
  file: names(
    'reproductionidentifierurl reproductionimagereference imagereference mediareference',
    'reproductionreference',
  ),
  artist: names('creator creatorname maker'),
  date: names('productiondate productiondatestart'),
  latestDate: names('productiondateend'),
  medium: names('material technique'),
  museum: names('institutionname'),
  rights: names('rightstype copyright'),
  room: names('currentlocation currentlocationname'),
}

const HEADERS = { tms: TMS, emu: EMU, collectionspace: COLLECTIONSPACE, axiell: AXIELL }

export type CsvSystem = keyof typeof HEADERS

type System = {
  /** The position of a field's column; -1 where there is none. */
  find(headers: readonly string[], field: CsvField): number
  /** What a cell of the system's export says in words. */
  read(field: CsvField, cell: string): string
}

export const SYSTEMS: Readonly<Record<CsvSystem, System>> = {
  tms: system(TMS),
  emu: system(EMU, (field, cell) =>
    // A reference that was exported without its summary is the number of another record.
    field === 'room' && /^\d+$/.test(cell) ? '' : cell,
  ),
  collectionspace: system(COLLECTIONSPACE, (_, cell) =>
    // urn:cspace:museum.org:personauthorities:name(person):item:name(Frida1)'Frida Kahlo'
    cell.replaceAll(/urn:cspace:[^']*'((?:[^']|'(?=\w))*)'/g, '$1'),
  ),
  axiell: system(AXIELL),
}

export function isCsvSystem(name: string): name is CsvSystem {
  return Object.hasOwn(SYSTEMS, name)
}

/** Headers of one system alone, of which a CSV has to have this many to be taken for its export. */
const TELLING_HEADERS = 2

/**
 * The system that a CSV was exported from: the one that most of its telling headers belong to,
 * those that neither another system nor any other CSV uses. Undefined where they do not decide.
 */
export function recogniseSystem(
  headers: readonly string[],
  knownField: (header: string) => CsvField | undefined,
): CsvSystem | undefined {
  const names = Object.keys(HEADERS) as CsvSystem[]
  const tallies = new Map<CsvSystem, number>()
  for (const header of new Set(headers.map(bare))) {
    if (knownField(header) !== undefined) continue
    const [owner, another] = names.filter((name) =>
      Object.values(HEADERS[name]).flat().includes(header),
    )
    if (owner && !another) tallies.set(owner, (tallies.get(owner) ?? 0) + 1)
  }
  const [best, second] = [...tallies].sort((a, b) => b[1] - a[1])
  if (!best || best[1] < TELLING_HEADERS || best[1] === second?.[1]) return undefined
  return best[0]
}

function system(headersOf: SystemHeaders, read: System['read'] = (_, cell) => cell): System {
  return {
    find(headers, field) {
      const there = headers.map(bare)
      const header = headersOf[field]?.find((each) => there.includes(each))
      return header === undefined ? -1 : there.indexOf(header)
    },
    read,
  }
}

/** A header as it is compared: without case, spaces or punctuation. */
export function plain(header: string): string {
  return header
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_\-.]+/g, '')
}

/** The same without what EMu adds to columns of several values: `CreCreatorLocal_tab(1)`. */
function bare(header: string): string {
  return plain(header.replaceAll(/_(nest)?tab|\(\d+\)|:\d+$/gi, ''))
}
