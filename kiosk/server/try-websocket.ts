/** engine.io's own handshake: its first message begins with 0. */
const HANDSHAKE = '/socket.io/?EIO=4&transport=websocket'

/**
 * Whether a websocket reaches the server at `origin` and something comes back through it: proxies
 * refuse them, keep them waiting, or accept them and pass nothing on.
 */
export function passesWebSockets(origin: string, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const line = new WebSocket(origin.replace(/^http/, 'ws') + HANDSHAKE)
    const end = (passes: boolean): void => {
      clearTimeout(late)
      resolve(passes)
      line.close()
    }
    const late = setTimeout(() => end(false), withinMs)
    line.onmessage = ({ data }) => end(String(data).startsWith('0'))
    line.onerror = () => end(false)
    line.onclose = () => end(false)
  })
}
