import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** PostgreSQL with pgvector in this process, reached over the wire as any other. */
export type Postgres = {
  /** `postgres://…` */
  readonly url: string
  query(sql: string): Promise<unknown[]>
  /** Ends the server, as a fail-over does; its data stay. */
  stop(): Promise<void>
  /** Listens again at the same address. */
  start(): Promise<void>
  /** Another database, of the same content. */
  copy(): Promise<Postgres>
  close(): Promise<void>
}

/**
 * It is PostgreSQL compiled to WebAssembly: one session, and no more than some 100,000 portraits.
 */
export async function startPostgres(): Promise<Postgres> {
  const lite = await PGlite.create({ extensions: { vector } })
  await lite.exec('CREATE EXTENSION vector')
  return serve(lite)
}

async function serve(lite: PGlite): Promise<Postgres> {
  let port = 0
  let server: PGLiteSocketServer
  const start = async () => {
    server = new PGLiteSocketServer({
      db: withCopy(lite),
      port,
      host: '127.0.0.1',
      maxConnections: 100,
    })
    await server.start()
    port = Number(server.getServerConn().split(':')[1])
  }
  await start()
  return {
    url: `postgres://postgres:secret@127.0.0.1:${port}/postgres`,
    query: async (sql) => (await lite.query(sql)).rows,
    stop: () => server.stop(),
    start,
    copy: async () => serve((await lite.clone()) as PGlite),
    async close() {
      await server.stop()
      await lite.close()
    },
  }
}

const [COPY_DATA, COPY_IN_RESPONSE, QUERY] = [0x64, 0x47, 0x51]

/**
 * PGlite takes each message of the protocol by itself, so that its COPY runs dry after the first.
 * Here a COPY's messages are handed over all at once.
 */
function withCopy(lite: PGlite): PGlite {
  let copied: Uint8Array[] | undefined
  const run: PGlite['execProtocolRawStream'] = async (message, options) => {
    const [type] = message
    if (type === QUERY && /^COPY .* FROM STDIN/.test(Buffer.from(message.slice(5)).toString())) {
      copied = [message]
      options.onRawData(Uint8Array.of(COPY_IN_RESPONSE, 0, 0, 0, 7, 0, 0, 0))
      return
    }
    if (!copied) return lite.execProtocolRawStream(message, options)
    copied.push(message)
    if (type === COPY_DATA) return
    const all = Buffer.concat(copied)
    copied = undefined
    const answers: Uint8Array[] = []
    await lite.execProtocolRawStream(new Uint8Array(all), {
      ...options,
      onRawData: (data) => answers.push(data.slice()),
    })
    const answer = Buffer.concat(answers)
    // That it may begin was said before.
    const said = answer[0] === COPY_IN_RESPONSE ? 1 + answer.readInt32BE(1) : 0
    options.onRawData(answer.subarray(said))
  }
  return new Proxy(lite, {
    get(target, name) {
      if (name === 'execProtocolRawStream') return run
      const value = Reflect.get(target, name) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
