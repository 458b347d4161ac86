import { Encoder, type Packet, PacketType } from 'socket.io-parser'
import { describe, expect, it } from 'vitest'
import { textParser } from '../../../server/web/text-parser.ts'

describe('packets without bytes', () => {
  const packets: Readonly<Record<string, Packet>> = {
    'a connection': { type: PacketType.CONNECT, nsp: '/', data: { sid: 'one' } },
    'an event': { type: PacketType.EVENT, nsp: '/', data: ['pendant:gallery', null] },
    'an event of another namespace': { type: PacketType.EVENT, nsp: '/desk', data: ['changed', 7] },
    'an answer': { type: PacketType.ACK, nsp: '/', id: 0, data: [{ title: 'Frauenbildnis „A“' }] },
    'a refusal': { type: PacketType.CONNECT_ERROR, nsp: '/', data: { message: 'no' } },
    'a farewell': { type: PacketType.DISCONNECT, nsp: '/desk' } as Packet,
  }
  it.each(Object.entries(packets))('are written as socket.io writes them: %s', (_, packet) => {
    expect(new textParser.Encoder().encode(packet)).toEqual(new Encoder().encode(packet))
  })
})
