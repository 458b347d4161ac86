import { type Logger as PinoLogger, pino } from 'pino'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]
export type Logger = PinoLogger

/**
 * Logs one JSON document a line to standard error. No visitor's data reaches it: it logs requests
 * by the pattern of their route, addresses by their network, and of an error only name, message and
 * stack (a parser's error carries the faulty body).
 */
export function openLogger(
  level: LogLevel,
  destination: { write(line: string): void } = process.stderr,
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        err: (error: unknown) =>
          error instanceof Error
            ? { name: error.name, message: error.message, stack: error.stack }
            : { name: 'not an Error' },
      },
    },
    destination,
  )
}
