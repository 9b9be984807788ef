import type { Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import { settlesWithin } from '../base/settles-within.ts'
import type { Leg } from './leg.ts'

/** A module that has not ended its calls within this time does not answer any more. */
const LIMIT_MS = 10_000

/** Hangs up legs, one after the other on each line and all lines at once. Never rejects, and takes 10 s at most. */
export async function endLegs(legs: readonly Leg[], clock: Clock, logger: Logger): Promise<void> {
  if (legs.length === 0) return
  const names = [...new Set(legs.map(nameOfGroup))]
  const ending = names.map(name =>
    endInTurn(
      legs.filter(leg => nameOfGroup(leg) === name),
      logger,
    ),
  )
  if (await settlesWithin(clock, LIMIT_MS, Promise.all(ending))) return
  logger.warn(`not all legs could be hung up within ${LIMIT_MS} ms`)
}

async function endInTurn(legs: readonly Leg[], logger: Logger): Promise<void> {
  for (const leg of legs) {
    await leg.hangUp().catch(error => logger.warn(`${leg.id} could not be hung up: ${error}`))
  }
}

function nameOfGroup({ line, id }: Leg): string {
  return line ?? id
}
