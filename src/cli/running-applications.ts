import type { CallChannel, Exchange, InboundApplication, InboundContext, Leg } from '../index.ts'
import type { ApplicationFile, RunContext } from './application-file.ts'
import { applicationLog } from './application-log.ts'
import type { Run } from './run.ts'

/** The applications that serve a call now. */
export class RunningApplications {
  private readonly running = new Map<Promise<unknown>, CallChannel>()

  /** The application of a file, as the exchange calls it: what it is told by the run is added to its context. */
  serving(run: Run, inbound: NonNullable<ApplicationFile['inbound']>, told: RunContext): InboundApplication {
    return async (channel, context: InboundContext) => {
      const log = applicationLog(run, context.applicationInstanceId)
      // Its channel has the type it was written for.
      const call = inbound as (channel: CallChannel, context: InboundContext & RunContext) => unknown
      const done = (async () => call(channel, { ...context, ...told, log }))()
      this.running.set(done, channel)
      try {
        await done
      } finally {
        this.running.delete(done)
      }
    }
  }

  /** Whether the call with this id is one of theirs. */
  serves(callId: string): boolean {
    return [...this.running.values()].some(channel => channel.details.callId === callId)
  }

  /** Resolves when none runs. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running.keys())
  }
}

/**
 * Ends each call but those that ring and that nobody has taken: another may answer them.
 * @returns the calls of modules that could not be ended.
 */
export async function hangUpAll(run: Run, exchange: Exchange, running: RunningApplications): Promise<readonly Leg[]> {
  const taken = exchange.legs.filter(
    leg => leg.state !== 'incoming' || leg.kind !== 'cellular' || running.serves(leg.id),
  )
  if (taken.length > 0 && run.interruption.hasReader) run.printer.note('hanging up; Ctrl-C again ends at once')
  const refused: Leg[] = []
  const hangUp = async (leg: Leg) => {
    try {
      await leg.hangUp()
    } catch (error) {
      run.logger.warn(`${leg.id}: ${String(error)}`)
      if (leg.kind === 'cellular') refused.push(leg)
    }
  }
  await Promise.all(taken.map(hangUp))
  return refused
}
