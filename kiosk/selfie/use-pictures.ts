import { useEffect } from 'preact/hooks'
import type { Selfie } from './run-selfie.ts'

/** Takes pictures that are dropped on the page or pasted into it, in every scene. */
export function usePictures(selfie: Selfie): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      // Else the browser would leave the page and show the picture by itself.
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

/** The first file; whether it is a picture shows when it is opened. */
function takeFirst(given: DataTransfer | null, selfie: Selfie): void {
  const [file] = given?.files ?? []
  if (file !== undefined) selfie.take(file)
}
