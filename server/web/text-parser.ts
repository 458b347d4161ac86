import { Decoder, type Packet } from 'socket.io-parser'

/**
 * socket.io's parser for a server that sends no bytes: each packet is text, as the protocol
 * defines it (https://socket.io/docs/v4/socket-io-protocol/). The default encoder first searches
 * each answer for bytes, which takes a tenth of a look-up. What clients send may hold bytes.
 */
export const textParser = {
  Decoder,
  Encoder: class {
    encode({ type, nsp, id, data }: Packet): string[] {
      const namespace = nsp === '/' ? '' : `${nsp},`
      return [`${type}${namespace}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`]
    }
  },
}
