import { useEffect } from 'preact/hooks'
import type { Selfie } from './run-selfie.ts'

/** Takes pictures that are dropped on the page or pasted into it, in every scene. */
export function usePictures(selfie: Selfie): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      // Otherwise the browser would leave the page and show the picture alone.
      event.preventDefault()
      if (event.type === 'dragenter') selfie.send({ type: 'picture-coming' })
    }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      takeFirst(event.dataTransfer, selfie)
    }
    const paste = (event: ClipboardEvent) => takeFirst(event.clipboardData, selfie)
    addEventListener('dragenter', over)
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('dragenter', over)
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
      removeEventListener('paste', paste)
    }
  }, [selfie])
}

/** Takes the first file. Opening it shows whether it is a picture. */
function takeFirst(given: DataTransfer | null, selfie: Selfie): void {
  const [file] = given?.files ?? []
  if (file !== undefined) selfie.take(file)
}
