import { tableText } from '../../embeddings/gallery/table-text.ts'
import { mediaPath, workPath } from '../../server/contract/http.ts'
import type { Placed } from './fetch-atlas.ts'

const COLUMNS = ['portrait', 'work', 'title', 'artist', 'date', 'medium', 'museum', 'page'] as const

/** Portraits as a table for spreadsheets. */
export function asCsv(placed: readonly Placed[], origin: string): string {
  const rows = placed.map(({ portrait: { portraitId, workId, label } }) => {
    const { title, artist, date, medium, museum } = label
    return [portraitId, workId, title, artist, date, medium, museum, origin + workPath(workId)]
  })
  return tableText([COLUMNS, ...rows])
}

/** Works as a IIIF Presentation 3 manifest, a canvas each: its picture, label and page. */
export function asIiif(placed: readonly Placed[], origin: string, name: string): string {
  const works = new Map(placed.map((each) => [each.portrait.workId, each.portrait]))
  const none = (text: string) => ({ none: [text] })
  const items = [...works].map(([workId, { label, picture }]) => {
    const { digest, width, height } = picture
    const id = `${origin}${workPath(workId)}`
    const body = { id: origin + mediaPath(digest), type: 'Image', format: 'image/jpeg' }
    const annotation = {
      id: `${id}#painting`,
      type: 'Annotation',
      motivation: 'painting',
      body: { ...body, width, height },
      target: `${id}#canvas`,
    }
    return {
      id: `${id}#canvas`,
      type: 'Canvas',
      label: none(label.title || workId),
      width,
      height,
      metadata: [
        ['Artist', label.artist],
        ['Date', label.date],
        ['Medium', label.medium],
        ['Museum', label.museum],
      ]
        .filter(([, value]) => value !== '')
        .map(([key, value]) => ({ label: none(key as string), value: none(value as string) })),
      ...(label.requiredStatement === ''
        ? {}
        : {
            requiredStatement: {
              label: none('Attribution'),
              value: none(label.requiredStatement),
            },
          }),
      homepage: [{ id, type: 'Text', label: none(label.title || workId), format: 'text/html' }],
      items: [{ id: `${id}#page`, type: 'AnnotationPage', items: [annotation] }],
    }
  })
  return JSON.stringify(
    {
      '@context': 'http://iiif.io/api/presentation/3/context.json',
      id: `${origin}/atlas#works`,
      type: 'Manifest',
      label: none(name),
      items,
    },
    null,
    1,
  )
}

/** Gives a file to the visitor. */
export function offerFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
