import { readFile, stat } from 'node:fs/promises'
import { findModuleCard } from '../audio/media/alsa-cards.ts'
import type { Modem } from '../calls/modem.ts'
import { pcmPortForms, recordingForms } from '../modem/module-commands.ts'
import { type UsbNeighbours, usbNeighbours } from '../modem/usb-neighbours.ts'
import type { MediaPath } from './media-path.ts'
import { nullOn } from './null-on.ts'

/** What was found, and why, for people. */
export interface MediaPathFinding {
  /** Null where no sample of a call reaches the host. */
  readonly path: MediaPath | null
  /** Whether the module has a serial port for samples, found or not. */
  readonly offersPcmPort: boolean
  /** Whether the module can record into files of its own. */
  readonly recordsOnModule: boolean
  readonly reason: string
}

/** What is plugged in; what is left out is looked up on this machine. */
export interface PluggedIn {
  readonly ports?: Parameters<typeof usbNeighbours>[2]
  /** What `/proc/asound/cards` says. */
  readonly cards?: string
}

/**
 * Finds out how the sound of calls reaches the host, by what the module answers and what is plugged in: the module as a
 * sound card first, then its PCM port (beside it on USB, or named `PORT.pcm`), then the files of the module.
 * @param port The device path of its AT port, where it has one: its PCM port and sound card are on the same USB device.
 * @param pluggedIn For tests.
 * @throws CellvoiceError AT_TIMEOUT, PORT_LOST.
 */
export async function findMediaPath(modem: Modem, port?: string, pluggedIn: PluggedIn = {}): Promise<MediaPathFinding> {
  const offered = await modem.execute(pcmPortForms, undefined).catch(nullOn('AT_ERROR'))
  // An answer of a form that nobody here knows is still none of a module without the command.
  const forms = modem.execute(recordingForms, undefined).then(() => true)
  const recordsOnModule = (await forms.catch(nullOn('AT_ERROR'))) ?? false
  const offersPcmPort = offered?.includes('usb-serial') ?? false
  const facts = { offersPcmPort, recordsOnModule }
  const neighbours = port === undefined ? null : await usbNeighbours(port, pcmInterfaces(modem), pluggedIn.ports)
  const device = neighbours && (await soundCardOf(neighbours, pluggedIn.cards))
  // Modules of the ASR family are a sound card without having AT+QPCMV.
  if (device && (offered === null || offered.includes('usb-audio'))) {
    return { path: { kind: 'usb-audio', device }, ...facts, reason: `the module is the sound card ${device}` }
  }
  const path = neighbours?.port ?? (await linkedPcmPort(port))
  if (path !== null && offersPcmPort) {
    return { path: { kind: 'pcm-port', port: { path } }, ...facts, reason: `AT+QPCMV offers samples on ${path}` }
  }
  const why = offersPcmPort ? 'its PCM port was not found' : 'AT+QPCMV offers no serial port'
  const files = recordsOnModule ? 'only files of the module carry sound' : 'there is no way to its sound'
  return { path: null, ...facts, reason: `${why}, and the module is no sound card: ${files}` }
}

/** What `cellvoice simulate --link PATH` serves beside `PATH`: no module that is plugged in has such a name. */
async function linkedPcmPort(port: string | undefined): Promise<string | null> {
  if (port === undefined) return null
  const path = `${port}.pcm`
  const found = await stat(path).catch(() => null)
  return found?.isCharacterDevice() ? path : null
}

/** The interface that tells positions otherwise is the one that carries samples: Quectel voice over USB note. */
function pcmInterfaces({ profile }: Modem): readonly number[] {
  const numbers = profile.usb.flatMap(({ interfaces }) =>
    (interfaces ?? []).filter(({ role }) => role === 'nmea').map(({ number }) => number),
  )
  return [...new Set(numbers)]
}

async function soundCardOf({ location }: UsbNeighbours, cards: string | undefined): Promise<string | null> {
  // A machine without ALSA has no such file, and no cards.
  return findModuleCard(cards ?? (await readFile('/proc/asound/cards', 'utf8').catch(() => '')), location)
}
