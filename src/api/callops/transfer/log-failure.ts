import type { Logger } from '../../../base/logger.ts'

/** Waits for what cannot be helped when it fails: then only the log has it. Never rejects. */
export async function logFailure(logger: Logger, what: string, work: Promise<unknown>): Promise<void> {
  await work.catch(error => logger.warn(`${what}: ${error instanceof Error ? error.message : error}`))
}
