import { openAlsa } from '../audio/media/alsa-session.ts'
import { openPcmPort, type PcmPortSession } from '../audio/media/pcm-port-session.ts'
import type { MediaSession } from '../audio/media-session.ts'
import type { Clock } from '../base/clock.ts'
import { type ModemPort, transportOf } from '../modem/modem-port.ts'

/** How the sound of calls reaches the host, sample by sample. */
export type MediaPath =
  /** Raw samples on a serial port of the module (AT+QPCMV=1,0). */
  | { readonly kind: 'pcm-port'; readonly port: ModemPort }
  /** The module is a USB sound card (AT+QPCMV=1,2 where the module has it); `device` is its ALSA name. */
  | { readonly kind: 'usb-audio'; readonly device: string }
  /** A sound card wired to speaker and microphone of the module; `device` is its ALSA name. */
  | { readonly kind: 'external-card'; readonly device: string }

/** The sound of a call on one of the paths. */
export type LineSession = MediaSession | PcmPortSession

/** The path for people. */
export function describeMediaPath(path: MediaPath): string {
  switch (path.kind) {
    case 'pcm-port':
      return `PCM on ${transportOf(path.port).name}`
    case 'usb-audio':
      return `USB audio ${path.device}`
    case 'external-card':
      return `sound card ${path.device}`
  }
}

/** Opens the host's side of a path. @throws CellvoiceError as the port or the device gives it. */
export function openMediaPath(path: MediaPath, clock: Clock): Promise<LineSession> {
  switch (path.kind) {
    case 'pcm-port':
      return openPcmPort({ transport: transportOf(path.port), clock })
    case 'usb-audio':
    case 'external-card':
      return openAlsa({ device: path.device, clock })
  }
}
