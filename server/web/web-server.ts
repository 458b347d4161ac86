import type { Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'

/** A listening server, with or without TLS. */
export type WebServer = HttpServer | HttpsServer
