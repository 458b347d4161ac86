import { join } from 'node:path'

/** Where things lie under the data folder. */
export function dataPaths(data: string) {
  const galleries = join(data, 'galleries')
  return {
    data,
    catalogue: join(data, 'catalogue.db'),
    galleries,
    /** What a curator was asked once. Kiosks read `settings.json`; nobody else reads this. */
    curator: join(data, 'curator.json'),
    /** Who may open the desk, and what signs their sessions. */
    accounts: join(data, 'accounts.json'),
    /** Pictures and tables that came in through the desk, a folder for each upload. */
    uploads: join(data, 'uploads'),
    /** Documents and pictures fetched from the web, to be fetched again where it is lost. */
    downloads: join(data, 'downloads'),
    /** A small file that holds the id of the published gallery. */
    current: join(galleries, 'current'),
    gallery: (id: string) => join(galleries, id),
    /** Pictures by the SHA-256 of their bytes, shared by all galleries. */
    media: (digest: string) => join(data, 'media', digest.slice(0, 2), `${digest}.jpg`),
  }
}
export type DataPaths = ReturnType<typeof dataPaths>
