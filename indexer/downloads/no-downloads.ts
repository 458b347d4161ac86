import type { Downloads } from './downloads.ts'

/** For collections of files alone: asks nobody for anything. */
export function noDownloads(): Downloads {
  const problem = 'nothing is fetched from the web here'
  return {
    documents: () => ({
      read: async () => ({ status: 'failed', problem }),
      forget() {},
    }),
    picture: async () => ({ status: 'failed', problem }),
    trim: async () => ({ droppedDocuments: 0, droppedPictures: 0, bytes: 0, limitBytes: 0 }),
    figures: { requests: 0, bytes: 0, fromCache: 0 },
    full: false,
    close: async () => undefined,
  }
}
