/** Where the library says what it does. Any logger with these four methods serves: `console`, pino, winston. */
export interface Logger {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** Says nothing. The default: a library is quiet unless asked. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
