/**
 * A request that is not to be made, or an answer that is not to be read: it would end the same way
 * the next time. The message is for the curator. It never leaves the downloader.
 */
export class Refused extends Error {
  override readonly name = 'Refused'
}
