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
 * @returns those of modules: see {@link tellWhatMayBeUp}.
 */
export async function hangUpAll(run: Run, exchange: Exchange, running: RunningApplications): Promise<readonly Leg[]> {
  const taken = exchange.legs.filter(
    leg => leg.state !== 'incoming' || leg.kind !== 'cellular' || running.serves(leg.id),
  )
  if (taken.length > 0 && run.interruption.hasReader) run.printer.note('hanging up; Ctrl-C again ends at once')
  await Promise.all(taken.map(leg => leg.hangUp().catch(error => run.logger.warn(`${leg.id}: ${String(error)}`))))
  return taken.filter(leg => leg.kind === 'cellular')
}

/** Tells which calls may have outlived their module or its line. For calls that were hung up, on lines that are closed. @returns whether any. */
export async function tellWhatMayBeUp({ printer }: Run, legs: readonly Leg[]): Promise<boolean> {
  const ends = await Promise.all(legs.map(leg => leg.ended))
  const doubtful = legs.filter((_, index) => ends[index]?.endedBy === 'module')
  for (const { id, line } of doubtful) {
    printer.note(`${id} could not be hung up; a call may still be up on ${line}: look with \`cellvoice at AT+CLCC\``)
  }
  return doubtful.length > 0
}
