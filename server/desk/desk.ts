import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Server, Socket } from 'socket.io'
import {
  accountFault,
  type CuratorAccount,
  curatorAccounts,
} from '../../embeddings/store/curator-accounts.ts'
import type { DataPaths } from '../../embeddings/store/data-paths.ts'
import {
  DESK_NAMESPACE,
  DESK_OPERATIONS,
  DESK_TOKEN_HEADER,
  type DeskOperation,
  type DeskSession,
  firstCuratorSchema,
  signInSchema,
} from '../contract/desk.ts'
import type { Refusal } from '../contract/failures.ts'
import type { ServedGallery } from '../lookup/open-gallery.ts'
import { addressForLogs, clientAddress, partyOf } from '../web/client-address.ts'
import { hostAsked } from '../web/host-asked.ts'
import type { Logger } from '../web/logger.ts'
import { comesFromOwnPage, fromOwnPage, type Reach } from '../web/page-origin.ts'
import { createPinGuard } from '../web/pin-guard.ts'
import { nothingHere, sendProblem } from '../web/problems.ts'
import { deskWorkerLine } from './desk-worker-line.ts'
import { openPreviews } from './previews.ts'
import { deskSessions, isSame, type OpenSession } from './sessions.ts'
import { uploadRoute } from './uploads.ts'

const MAX_BODY = '1mb'
const MAX_SIGN_IN_BODY = '4kb'

export type DeskOptions = {
  readonly paths: DataPaths
  /** Folder of the built pages. */
  readonly kiosk: string
  readonly from: 'this machine' | 'everywhere' | 'nowhere'
  readonly reach: Reach
  readonly isSecure: boolean
  readonly log: Logger
  readonly nowMs: () => number
  /** The exhibit over a gallery that is not on show. */
  readonly previewOf: (gallery: ServedGallery) => Router
}

/** The curator's desk: its routes, its socket namespace and the process behind them. */
export interface Desk {
  readonly router: Router
  /** Tells open desks what happens, and answers the exhibit of a preview with `serve`. */
  attach(sockets: { io: Server; serve(socket: Socket, gallery: ServedGallery): void }): void
  /**
   * Goes on with work that was under way, and gives the first curator's way in, if one is needed.
   */
  open(): Promise<string | undefined>
  close(): Promise<void>
}

export function openDesk(options: DeskOptions): Desk {
  const { paths, kiosk, from, reach, isSecure, log, nowMs, previewOf } = options
  const accounts = curatorAccounts(paths.accounts)
  const sessions = deskSessions(accounts, reach.trustedProxies, isSecure)
  const guard = createPinGuard(nowMs)
  const previews = openPreviews(paths)
  let io: Server | undefined
  const worker = deskWorkerLine(paths.data, log, (event, data) =>
    io?.of(DESK_NAMESPACE).emit(event, data),
  )
  /** What lets the first curator in, once. */
  let first: string | undefined

  /** Why the desk is not there for a request, whoever sends it; undefined when it is. */
  function outOfReach(request: IncomingMessage): Refusal | undefined {
    const isHere = from === 'everywhere' || (from === 'this machine' && isThisMachine(request))
    return isHere
      ? undefined
      : {
          code: 'no-session',
          detail:
            "The desk opens on the server's own machine alone; PENDANT_DESK=1 opens it elsewhere.",
        }
  }

  /** Behind a proxy on this machine everybody seems to be here, so what it adds is looked for. */
  function isThisMachine(request: IncomingMessage): boolean {
    const address = clientAddress(request, reach.trustedProxies)
    const isLoopback = address === '::1' || /^127\./.test(address)
    const isForwarded = ['x-forwarded-for', 'forwarded', 'via'].some(
      (name) => name in request.headers,
    )
    const host = hostAsked(request, 0) ?? ''
    return isLoopback && !isForwarded && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)
  }

  /** Everything behind it wants a session, and to change anything its token and its own page. */
  const behindSession: RequestHandler = async (request, response, next) => {
    const session = await sessions.of(request)
    if (!session) return sendProblem(response, NO_SESSION)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const token = request.get(DESK_TOKEN_HEADER) ?? ''
      if (!comesFromOwnPage(request, reach) || !isSame(token, session.token)) {
        return sendProblem(response, WRONG_TOKEN)
      }
    }
    response.locals.session = session
    next()
  }

  async function letIn(
    request: Request,
    response: Response,
    check: () => Promise<CuratorAccount | Refusal | undefined>,
  ): Promise<void> {
    if (!comesFromOwnPage(request, reach)) return sendProblem(response, WRONG_TOKEN)
    const party = partyOf(clientAddress(request, reach.trustedProxies))
    const pauseMs = guard.pauseMs(party)
    if (pauseMs > 0) {
      const seconds = Math.ceil(pauseMs / 1000)
      response.set('Retry-After', String(seconds))
      return sendProblem(response, {
        code: 'held-off',
        detail: `Too many wrong passwords came from here; try again in ${inWords(seconds)}.`,
      })
    }
    // Counted before it is compared, so that guesses that come together count each.
    guard.missed(party)
    const found = await check()
    if (!found || 'code' in found) {
      const at = addressForLogs(clientAddress(request, reach.trustedProxies))
      log.warn({ from: at }, 'somebody was not let in at the desk')
      await note('sign-in-refused', '', { from: at })
      return sendProblem(response, found ?? WRONG_PASSWORD)
    }
    guard.passed(party)
    const { session, setCookie } = await sessions.open(request, found)
    await note('sign-in', found.name, {})
    response.set('Set-Cookie', setCookie).json(shown(session))
  }

  /** Notes in the audit log what happens at the door. */
  async function note(action: string, by: string, detail: object): Promise<void> {
    await worker.ask('note', { action, detail }, by)
  }

  const signingIn = express.json({ limit: MAX_SIGN_IN_BODY })
  const router = Router()
  router.use((request, response, next) => {
    response.set('Cache-Control', 'no-store')
    const refusal = outOfReach(request)
    return refusal ? sendProblem(response, refusal) : next()
  })

  // The page itself holds nothing of the collection. Without a session it asks for one.
  router.get('/', async (request, response, next) => {
    const session = await sessions.of(request)
    response.status(session ? 200 : 401)
    response.sendFile('desk.html', { root: kiosk, cacheControl: false }, (error) => {
      if (error && !response.headersSent) nothingHere(request, response, next)
    })
  })
  router.post('/first', signingIn, (request, response) =>
    letIn(request, response, async () => {
      const given = firstCuratorSchema.safeParse(request.body)
      if (!given.success || first === undefined || !isSame(given.data.first, first)) {
        return NO_LONGER_FIRST
      }
      const { name, password } = given.data
      const fault = accountFault(name, password)
      if (fault !== undefined) {
        guard.passed(partyOf(clientAddress(request, reach.trustedProxies)))
        return { code: 'refused', detail: fault }
      }
      const account = await accounts.add(name, password, { first: true })
      first = undefined
      return account ?? NO_LONGER_FIRST
    }),
  )
  router.post('/session', signingIn, (request, response) =>
    letIn(request, response, async () => {
      const given = signInSchema.safeParse(request.body)
      return given.success ? accounts.check(given.data.name, given.data.password) : undefined
    }),
  )

  router.use(behindSession, express.json({ limit: MAX_BODY }))
  router.get('/session', (_request, response) => {
    response.json(shown(sessionIn(response)))
  })
  router.delete('/session', async (_request, response) => {
    const session = sessionIn(response)
    await note('sign-out', session.name, {})
    response.set('Set-Cookie', sessions.end(session)).status(204).end()
  })
  router.get('/sample/:job/:at', async (request, response, next) => {
    const { job, at } = request.params
    const reply = await worker.ask('sample', { job: Number(job), at: Number(at) }, '')
    const bytes = 'answer' in reply ? reply.answer : undefined
    if (ArrayBuffer.isView(bytes)) response.type('jpeg').send(Buffer.from(bytes as Uint8Array))
    else nothingHere(request, response, next)
  })
  router.use('/preview/:gallery', async (request, response, next) => {
    const preview = await previews.of(request.params.gallery)
    if ('detail' in preview) return sendProblem(response, { code: 'not-found', ...preview })
    preview.routes ??= previewOf(preview.gallery)
    preview.routes(request, response, next)
  })
  router.put('/upload/:folder/:name', uploadRoute(paths.uploads))
  for (const name of Object.keys(DESK_OPERATIONS) as DeskOperation[]) {
    router.post(`/do/${name}`, async (request, response) => {
      const given = DESK_OPERATIONS[name].safeParse(request.body ?? {})
      if (!given.success) {
        const [issue] = given.error.issues
        const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
        return sendProblem(response, {
          code: 'bad-request',
          detail: `${where}${issue?.message ?? 'It is not of the form this takes.'}`,
        })
      }
      const reply = await worker.ask(name, given.data, sessionIn(response).name)
      if ('refusal' in reply) sendProblem(response, reply.refusal)
      else response.json(reply.answer)
    })
  }
  router.use(nothingHere)

  return {
    router,
    attach({ io: server, serve }) {
      io = server
      const letIn: Parameters<ReturnType<Server['of']>['use']>[0] = async (socket, next) => {
        const { request } = socket
        const isFit = !outOfReach(request) && fromOwnPage(request, reach)
        const session = isFit ? await sessions.of(request).catch(() => undefined) : undefined
        if (!session) return next(Object.assign(new Error('401'), { data: NO_SESSION }))
        const over = setTimeout(() => socket.disconnect(), session.endsAtMs - Date.now())
        socket.once('disconnect', () => clearTimeout(over))
        next()
      }
      server.of(DESK_NAMESPACE).use(letIn)
      server
        .of(/^\/desk\/preview\/[0-9A-Za-z-]+\/$/)
        .use(letIn)
        .on('connection', async (socket) => {
          const preview = await previews.of(socket.nsp.name.split('/')[3] ?? '')
          if ('detail' in preview) socket.disconnect()
          else serve(socket, preview.gallery)
        })
    },
    async open() {
      if (from === 'nowhere') return undefined
      if ((await accounts.list()).length > 0) {
        worker.wake()
        return undefined
      }
      first = randomBytes(24).toString('base64url')
      return first
    },
    async close() {
      await previews.close()
      await worker.close()
    },
  }
}

const NO_SESSION: Refusal = {
  code: 'no-session',
  detail: 'Sign in at /desk; a session ends after 12 hours.',
}
const WRONG_TOKEN: Refusal = {
  code: 'wrong-token',
  detail: 'Changes are made from the desk itself; open /desk anew.',
}
const WRONG_PASSWORD: Refusal = {
  code: 'no-session',
  detail: 'No curator has this name and this password.',
}
const NO_LONGER_FIRST: Refusal = {
  code: 'no-session',
  detail:
    'This address has been used, or the server has started again since; see what "npm start" prints, or: npm run pendant -- curator add NAME.',
}

function sessionIn(response: Response): OpenSession {
  return response.locals.session as OpenSession
}

function shown({ name, token, endsAtMs }: OpenSession): DeskSession {
  return { name, token, endsAt: new Date(endsAtMs).toISOString() }
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
