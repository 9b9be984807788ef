import { existsSync } from 'node:fs'
import { CellvoiceError, describeMediaPath, findMediaPath, LineAudio, type MediaPath } from '../index.ts'
import type { AudioOptions } from './audio-option.ts'
import type { PortOptions } from './port-line.ts'
import type { Run } from './run.ts'
import type { Session } from './session.ts'

/**
 * The sound of the calls on the line, and what was found out about it. It is null where only the module has it.
 * @throws CellvoiceError PORT_NOT_FOUND for a PCM port that was named and is not there: better now than in a call.
 */
export async function openCallAudio(
  run: Run,
  session: Session,
  { audio, port = run.io.env.CELLVOICE_PORT }: AudioOptions & PortOptions,
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
    const reason = 'AT+QPCMV offers samples, on the PCM port of the simulated module'
    return { path: { kind: 'pcm-port', port: { transport: module.pcmTransport() } }, reason }
  }
  return found
}

function assertPresent(path: MediaPath): void {
  if (path.kind !== 'pcm-port' || !('path' in path.port)) return
  const { path: device } = path.port
  if (device.startsWith('/') && !existsSync(device)) throw new CellvoiceError('PORT_NOT_FOUND', { detail: device })
}
