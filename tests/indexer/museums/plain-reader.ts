import type { DocumentReader } from '../../../indexer/downloads/document-reader.ts'

/** Reads at once, from this machine only: no pace, no second try, nothing kept. */
export const plainReader: DocumentReader = {
  forget() {},
  async read(url, { accept, headers } = {}) {
    const answer = await fetch(url, { headers: { ...(accept && { accept }), ...headers } })
    const problem = `${url} answered ${answer.status}`
    if (answer.status === 404 || answer.status === 410) return { status: 'missing', problem }
    const text = await answer.text()
    if (!answer.ok) return { status: 'failed', problem }
    return { status: 'read', text, url: answer.url }
  },
}
