import type { Logger } from '../../base/logger.ts'
import type { Leg } from '../leg.ts'
import type { LegHandler } from './incoming-route.ts'

/** Gives a leg to its handler. @param onFailure Called when the handler throws, at once or later. */
export function handOver(leg: Leg, handler: LegHandler, logger: Logger, onFailure: () => void): void {
  const failed = (error: unknown) => {
    logger.error(`the handler of ${leg.id} failed: ${error instanceof Error ? error.message : String(error)}`)
    onFailure()
  }
  try {
    // An async function is a handler like any other.
    void Promise.resolve(handler(leg)).catch(failed)
  } catch (error) {
    failed(error)
  }
}
