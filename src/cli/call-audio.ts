import { existsSync } from 'node:fs'
import {
  type CancelTimer,
  CellvoiceError,
  describeMediaPath,
  findMediaPath,
  LineAudio,
  type MediaPath,
} from '../index.ts'
import type { AudioOptions } from './audio-option.ts'
import type { PortOptions } from './port-line.ts'
import type { Run } from './run.ts'
import type { Session } from './session.ts'

/** A port that carries sound does so from the first moment on; this is time enough for it, ms. */
const SILENT_AFTER_MS = 2_000

/**
 * The sound of the calls on the line, and what was found out about it. It is null where only the module has it.
 * @throws CellvoiceError PORT_NOT_FOUND for a PCM port that was named and is not there: better now than in a call.
 */
export async function openCallAudio(
  run: Run,
  session: Session,
  { audio, port }: AudioOptions & PortOptions,
): Promise<LineAudio | null> {
  const { modem } = session
  const { path, reason } = await chosenPath(session, { audio, ...(port !== undefined && { port }) })
  run.printer.say(
    { event: 'audio', path: path?.kind ?? 'none', reason },
    run.printer.paint.dim(`audio: ${path ? describeMediaPath(path) : reason}`),
  )
  return path && new LineAudio({ modem, path, clock: run.clock, logger: run.logger })
}

async function chosenPath(
  { modem, simulator }: Session,
  { audio, port }: AudioOptions & PortOptions,
): Promise<{ readonly path: MediaPath | null; readonly reason: string }> {
  if (audio === 'none') return { path: null, reason: 'asked for none' }
  if (audio !== 'auto') {
    assertPresent(audio)
    return { path: audio, reason: 'as asked' }
  }
  const found = await findMediaPath(modem, port?.startsWith('/') ? port : undefined)
  const [module] = simulator?.modules ?? []
  // The simulated module has its PCM port at hand, where it has one at all.
  if (module && found.offersPcmPort) {
    return { path: { kind: 'pcm-port', port: { transport: module.pcmTransport() } }, reason: found.reason }
  }
  return found
}

function assertPresent(path: MediaPath): void {
  if (path.kind !== 'pcm-port' || !('path' in path.port)) return
  const { path: device } = path.port
  if (device.startsWith('/') && !existsSync(device)) throw new CellvoiceError('PORT_NOT_FOUND', { detail: device })
}

/** Tells when a call is through and its sound does not come: once for each time it was set up. @returns how to stop. */
export function watchForSilence(
  { clock }: Pick<Run, 'clock'>,
  audio: LineAudio,
  tell: (error: CellvoiceError) => void,
): () => void {
  let cancel: CancelTimer = () => {}
  const stop = audio.onState(state => {
    cancel()
    if (state.kind !== 'open') return
    const { session } = state
    cancel = clock.setTimer(SILENT_AFTER_MS, () => {
      if (session.statistics.received === 0) tell(silent(session.name))
    })
  })
  return () => {
    cancel()
    stop()
  }
}

function silent(name: string): CellvoiceError {
  return new CellvoiceError('AUDIO_DEVICE_FAILED', {
    detail: `${name}: nothing comes from the far end`,
    remedy:
      'Check that this is the port of the sound, and that nothing else uses it: AT+QGPSCFG="outport","none" takes GNSS off it.',
  })
}
