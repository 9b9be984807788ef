import type { Call, CellvoiceError, Modem, Recording } from '../index.ts'
import type { AudioOptions } from './audio-option.ts'
import { openCallAudio } from './call-audio.ts'
import { exitCodeOfError, exitCodes } from './exit-codes.ts'
import { showError } from './launch.ts'
import type { PortOptions } from './port-line.ts'
import type { RecordMode } from './record-mode.ts'
import { checkTarget, fetchLeftOver, recordTo, showRecorded, stopRecording } from './record-to.ts'
import { orInterrupted, type Run } from './run.ts'
import { lineLost, withSession } from './session.ts'
import { callIn } from './simulated-caller.ts'

/** What `cellvoice record` takes besides the file. */
export interface RecordOptions extends PortOptions, AudioOptions {
  readonly mode?: RecordMode
  readonly overwrite?: boolean
  /** Seconds until the recording ends, if the call does not end before. */
  readonly max?: number
  readonly answer?: boolean
  /** Who calls on the simulator. */
  readonly caller: string
}

/** Records the call that is up, or the next one that gets through, until it ends or we are interrupted. */
export function record(run: Run, file: string, options: RecordOptions): Promise<number> {
  // Refused before the port is opened.
  checkTarget({ ...options, file })
  return withSession(run, options, async session => {
    const { modem } = session
    await fetchLeftOver(run, session, { ...options, file })
    const audio = await openCallAudio(run, session, options)
    let failed = false
    const fail = (error: CellvoiceError) => {
      failed = true
      showError(run.printer, error)
    }
    const stopWatching = audio?.onSilence(fail)
    const stopCaller = callIn(run, session, options.caller, options.speed)
    try {
      run.printer.note(run.printer.paint.dim('waiting for a call to get through'))
      if (session.simulator && !options.answer) {
        run.printer.note('A simulated subscriber calls in a second, and rings until somebody answers: --answer does.')
      }
      await orInterrupted(run, Promise.race([callThrough(modem, options), lineLost(modem)]))
      const recording = await recordTo(run, session, audio, { ...options, file })
      await untilEnd(run, recording, options.max)
      const recorded = await stopRecording(run, recording)
      showRecorded(run, recorded)
      if (recorded.trouble) fail(recorded.trouble)
      // A module that is gone is the graver trouble.
      if (recorded.trouble && modem.state.kind !== 'ready') return exitCodeOfError(recorded.trouble)
      return failed ? exitCodes.audio.code : exitCodes.success.code
    } finally {
      stopCaller()
      stopWatching?.()
      await audio?.close()
    }
  })
}

/** Resolves when a call is through. @throws CellvoiceError where it was to be answered and the module refused. */
function callThrough(modem: Modem, { answer = false }: Pick<RecordOptions, 'answer'>): Promise<void> {
  return new Promise((resolve, reject) => {
    let answered: Call | undefined
    const look = () => {
      if (modem.calls.some(one => one.state === 'active')) {
        subscription.unsubscribe()
        resolve()
        return
      }
      const ringing = modem.calls.find(one => one.state === 'incoming')
      if (!answer || !ringing || ringing === answered) return
      answered = ringing
      ringing.answer().catch(reject)
    }
    const subscription = modem.events$.subscribe(event => {
      if (event.kind === 'call') look()
    })
    look()
  })
}

/** Until the recording ended by itself, as long as was asked for, or we are interrupted. */
async function untilEnd(run: Run, recording: Recording, maxSeconds: number | undefined): Promise<void> {
  await new Promise<void>(resolve => {
    const { signal } = run.interruption
    const cancel = maxSeconds === undefined ? () => {} : run.clock.setTimer(maxSeconds * 1000, leave)
    function leave(): void {
      cancel()
      signal.removeEventListener('abort', leave)
      resolve()
    }
    signal.addEventListener('abort', leave)
    if (signal.aborted) leave()
    void recording.ended.then(leave, leave)
  })
}
