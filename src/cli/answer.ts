import type { CallFamily } from '../index.ts'
import { Attendant } from './attendant.ts'
import { CallMedia, checkMedia } from './call-media.ts'
import { CallReport } from './call-report.ts'
import { exitCodes } from './exit-codes.ts'
import type { MediaOptions } from './media-options.ts'
import type { PortOptions } from './port-line.ts'
import { orInterrupted, type Run } from './run.ts'
import { lineLost, withSession } from './session.ts'
import { callIn } from './simulated-caller.ts'

/** What `cellvoice answer` takes. */
export interface AnswerOptions extends PortOptions, MediaOptions {
  readonly family: 'auto' | CallFamily
  /** Seconds a call rings before it is answered. */
  readonly after: number
  readonly reject?: boolean
  readonly once?: boolean
  readonly count?: number
  /** Only calls from this number are taken. */
  readonly from?: string
  /** Seconds after the answer until we hang up. */
  readonly max?: number
  /** Who calls on the simulator. */
  readonly caller: string
}

/** Waits for incoming calls and answers or rejects them, until as many as wanted are over. */
export async function answer(run: Run, options: AnswerOptions): Promise<number> {
  // Refused before the port is opened.
  const prompts = await checkMedia(options)
  return withSession(run, options, async session => {
    const report = await CallReport.start(run, session, options.family)
    const media = await CallMedia.prepare(run, session, options, prompts)
    const attendant = new Attendant(run, session.modem, options, media)
    const stopCaller = callIn(run, session, options.caller, options.speed)
    try {
      run.printer.note(run.printer.paint.dim(`waiting for calls${options.from ? ` from ${options.from}` : ''}`))
      await orInterrupted(run, Promise.race([attendant.done, lineLost(session.modem)]))
      return media.failed ? exitCodes.audio.code : exitCodes.success.code
    } finally {
      stopCaller()
      await attendant.leave()
      await report.settled()
      report.stop()
      await media.close()
    }
  })
}
