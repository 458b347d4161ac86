/** Parts of LIDO documents, as museums write them. */

export type LidoParts = {
  /** `lidoRecID`; none is written where it is empty. */
  readonly id?: string
  readonly title?: string
  /** Of the event of production. */
  readonly event?: string
  readonly identification?: string
  readonly record?: string
  readonly rightsWork?: string
  readonly resources?: string
}

/** A record with its picture at an address and CC0, if nothing else is said. */
export function lidoRecord({
  id = 'DE-1/obj-1',
  title = 'The Lute',
  event = '',
  identification = '',
  record = '',
  rightsWork = '',
  resources = resourceSet({}),
}: LidoParts = {}): string {
  return `<lido:lido>
    ${id === '' ? '' : `<lido:lidoRecID lido:type="local">${id}</lido:lidoRecID>`}
    <lido:descriptiveMetadata xml:lang="en">
      <lido:objectIdentificationWrap>
        <lido:titleWrap><lido:titleSet><lido:appellationValue>${title}</lido:appellationValue></lido:titleSet></lido:titleWrap>
        ${identification}
      </lido:objectIdentificationWrap>
      ${event}
    </lido:descriptiveMetadata>
    <lido:administrativeMetadata xml:lang="en">
      ${rightsWork && `<lido:rightsWorkWrap><lido:rightsWorkSet>${rightsWork}</lido:rightsWorkSet></lido:rightsWorkWrap>`}
      <lido:recordWrap>
        ${record}
        <lido:recordRights><lido:rightsType><lido:conceptID lido:type="URI">http://creativecommons.org/publicdomain/zero/1.0/</lido:conceptID></lido:rightsType></lido:recordRights>
      </lido:recordWrap>
      <lido:resourceWrap>${resources}</lido:resourceWrap>
    </lido:administrativeMetadata>
  </lido:lido>`
}

/** A resource with one representation, or those given. */
export function resourceSet({
  representations = representation({}),
  rights = '<lido:rightsType><lido:conceptID lido:type="URI">https://creativecommons.org/publicdomain/zero/1.0/</lido:conceptID></lido:rightsType>',
  order = '',
}: {
  readonly representations?: string
  readonly rights?: string
  readonly order?: string
}): string {
  return `<lido:resourceSet${order && ` lido:sortorder="${order}"`}>${representations}<lido:rightsResource>${rights}</lido:rightsResource></lido:resourceSet>`
}

export function representation({
  type = '',
  link = 'https://museum.example/1.jpg',
  format = 'image/jpeg',
  size,
}: {
  readonly type?: string
  readonly link?: string
  readonly format?: string
  readonly size?: readonly [number, number]
}): string {
  const measured = (name: string, value: number): string =>
    `<lido:resourceMeasurementsSet><lido:measurementType>${name}</lido:measurementType><lido:measurementUnit>pixel</lido:measurementUnit><lido:measurementValue>${value}</lido:measurementValue></lido:resourceMeasurementsSet>`
  return `<lido:resourceRepresentation lido:type="${type}"><lido:linkResource lido:formatResource="${format}">${link}</lido:linkResource>${size ? measured('width', size[0]) + measured('height', size[1]) : ''}</lido:resourceRepresentation>`
}

/** An event of production with what belongs in it. */
export function production(
  inside: string,
  concept = 'http://terminology.lido-schema.org/lido00007',
): string {
  return `<lido:eventWrap><lido:eventSet><lido:event><lido:eventType><lido:conceptID lido:type="URI">${concept}</lido:conceptID></lido:eventType>${inside}</lido:event></lido:eventSet></lido:eventWrap>`
}

export function lidoDocument(...records: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<lido:lidoWrap xmlns:lido="http://www.lido-schema.org" xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n${records.join('\n')}\n</lido:lidoWrap>\n`
}
