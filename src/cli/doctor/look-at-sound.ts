import { CellvoiceError, describeMediaPath, findMediaPath, type MediaPath, type Modem } from '../../index.ts'
import type { Simulator } from '../../simulator/index.ts'
import type { AudioChoice } from '../audio-option.ts'
import type { Failure, SoundFacts } from './doctor-facts.ts'
import type { DoctorSystem } from './doctor-system.ts'
import { withoutRemedy } from './look-at-port.ts'

/** The path of the sound, and what was seen of it. */
export interface SoundFinding {
  readonly path: MediaPath | null
  readonly facts: SoundFacts
}

/** Where the sound is looked for. */
export interface SoundWish {
  readonly audio: AudioChoice
  /** The device path of the AT port, where it has one. */
  readonly device: string | null
  readonly simulator?: Simulator | undefined
}

/** Finds the way of the sound and tries the door of it. Makes no call. @throws CellvoiceError PORT_LOST, AT_TIMEOUT. */
export async function lookAtSound(
  system: DoctorSystem,
  modem: Modem,
  ask: (line: string) => Promise<readonly string[] | null>,
  wish: SoundWish,
): Promise<SoundFinding> {
  const { path, reason, offersPcmPort } = await pathFor(system, modem, wish)
  return {
    path,
    facts: {
      isUnwanted: wish.audio === 'none',
      kind: path?.kind ?? null,
      name: path && describeMediaPath(path),
      reason,
      offersPcmPort,
      openFailure: await doorFailure(system, path),
      positioning: path?.kind === 'pcm-port' ? await positioningOf(ask) : null,
    },
  }
}

async function pathFor(
  system: DoctorSystem,
  modem: Modem,
  { audio, device, simulator }: SoundWish,
): Promise<{ readonly path: MediaPath | null; readonly reason: string; readonly offersPcmPort: boolean }> {
  if (audio === 'none') return { path: null, reason: 'asked for none', offersPcmPort: false }
  if (audio !== 'auto') return { path: audio, reason: 'as asked', offersPcmPort: false }
  const found = await findMediaPath(modem, device ?? undefined, {
    ports: system.listPorts(),
    cards: await system.soundCards(),
  })
  const [module] = simulator?.modules ?? []
  if (found.path || !module || !found.offersPcmPort) return found
  return { ...found, path: { kind: 'pcm-port', port: { transport: module.pcmTransport() } } }
}

/** Whether a PCM port that has a name can be opened; cards are opened in a call only, by programs. */
async function doorFailure(system: DoctorSystem, path: MediaPath | null): Promise<Failure | null> {
  if (path?.kind !== 'pcm-port' || !('path' in path.port)) return null
  const transport = system.transport(path.port.path)
  try {
    await transport.open({ onData() {}, onLost() {} })
    return null
  } catch (error) {
    return shown(error)
  } finally {
    await transport.close()
  }
}

/** An error as a finding shows it. @throws what is none of the library. */
export function shown(error: unknown): Failure {
  if (!CellvoiceError.is(error)) throw error
  return { message: withoutRemedy(error.message, error.remedy), remedy: error.remedy }
}

async function positioningOf(
  ask: (line: string) => Promise<readonly string[] | null>,
): Promise<SoundFacts['positioning']> {
  const state = /^\+QGPS: *(\d)/.exec((await ask('AT+QGPS?'))?.[0] ?? '')?.[1]
  if (state === undefined) return null
  if (state === '0') return { on: false, outport: null }
  const [line = ''] = (await ask('AT+QGPSCFG="outport"')) ?? []
  return { on: true, outport: /"outport" *, *"?(\w+)/i.exec(line)?.[1] ?? null }
}
