import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { addressForLogs, clientAddress, partyOf } from '../../../server/web/client-address.ts'

function requestFrom(remoteAddress: string, forwarded?: string | string[]): IncomingMessage {
  return {
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage
}

describe('the address of a client', () => {
  test('is that of the connection, whatever the client claims', () => {
    expect(clientAddress(requestFrom('192.0.2.7', '198.51.100.1'), 0)).toBe('192.0.2.7')
    expect(clientAddress(requestFrom('::ffff:192.0.2.7'), 0)).toBe('192.0.2.7')
  })

  test('is what the outermost trusted proxy saw', () => {
    const request = requestFrom('10.0.0.1', '203.0.113.9, 198.51.100.1, 10.0.0.2')
    expect(clientAddress(request, 1)).toBe('10.0.0.2')
    expect(clientAddress(request, 2)).toBe('198.51.100.1')
    expect(clientAddress(requestFrom('10.0.0.1', ['203.0.113.9', '10.0.0.2']), 2)).toBe(
      '203.0.113.9',
    )
  })

  test('is nobody’s when it is no address', () => {
    expect(clientAddress(requestFrom('10.0.0.1', '0.123,0.456'), 5)).toBe('::')
  })

  test('[LM1] counts with its /64 when it is IPv6', () => {
    expect(partyOf('2001:db8:1:2::5')).toBe(partyOf('2001:db8:1:2:aaaa:bbbb:cccc:dddd'))
    expect(partyOf('2001:db8:1:2::5')).not.toBe(partyOf('2001:db8:1:3::5'))
    expect(partyOf('::1')).toBe('0:0:0:0')
    expect(partyOf('192.0.2.7')).toBe('192.0.2.7')
  })

  test('[PR2] is never logged in full', () => {
    expect(addressForLogs('192.0.2.7')).toBe('192.0.2.0/24')
    expect(addressForLogs('2001:db8:1:2::5')).toBe('2001:db8:1::/48')
    expect(addressForLogs('fe80::1%eth0')).toBe('fe80:0:0::/48')
  })
})
