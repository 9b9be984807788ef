import { CellvoiceError } from '../../base/error.ts'
import { SAMPLE_RATE } from '../frame.ts'

/** The names of two ALSA devices. */
export interface AlsaDevices {
  readonly capture: string
  readonly playback: string
}

/**
 * One device for both ways, or one for each, as two names.
 * @throws CellvoiceError INVALID_ARGUMENT for what is no name of a device.
 */
export function checkedDevices(device: string | AlsaDevices): AlsaDevices {
  const devices = typeof device === 'string' ? { capture: device, playback: device } : device
  for (const name of [devices.capture, devices.playback]) {
    // Names of other characters are programs of ALSA: `file:'|command'` would run one.
    if (!/^[\w:=,.+-]{1,100}$/.test(name)) {
      throw new CellvoiceError('INVALID_ARGUMENT', {
        detail: `${JSON.stringify(name)} is not the name of an ALSA device such as plughw:Android`,
      })
    }
  }
  return devices
}

/** The arguments of arecord and aplay that both need; `ringMs` is how much the ring of the card holds. */
export function alsaArguments(device: string, ringMs: number): string[] {
  const format = ['-q', '-t', 'raw', '-f', 'S16_LE', '-c', '1', '-r', String(SAMPLE_RATE)]
  // Without these two the programs choose half a second and more.
  return ['-D', device, ...format, '-F', '20000', '-B', String(1000 * ringMs)]
}
