import type { Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'

/** What listens, be its line secured or not. */
export type WebServer = HttpServer | HttpsServer
