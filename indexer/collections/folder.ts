import { resolve } from 'node:path'
import { type Collection, EMPTY_LABEL } from './collection.ts'
import { pictureFiles } from './picture-files.ts'

/** All pictures in a folder and the folders in it; a title is read off each file's name. */
export function folderCollection(folder: string): Collection {
  const location = resolve(folder)
  return {
    source: 'folder',
    location,
    async *items() {
      for await (const { path, file, problem } of pictureFiles(location)) {
        if (problem !== undefined) {
          yield { skipped: { record: path, reason: problem } }
          continue
        }
        const label = { ...EMPTY_LABEL, title: titleFromFileName(path) }
        yield { work: { record: path, givenId: undefined, path, file, label } }
      }
    },
  }
}

/** `the-man_with-the-golden-helmet.jpg` as "The man with the golden helmet". */
export function titleFromFileName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')
  // Hyphens are word breaks only where no space is: "Portrait of Anne-Marie" keeps hers.
  const words = (/\s/.test(name.trim()) ? name : name.replaceAll('-', ' '))
    .replaceAll('_', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
