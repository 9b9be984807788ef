import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { setAudioChannel } from '../../modem/module-commands.ts'

/** QuecPython's `device`, in order. */
const devices = ['handset', 'headset', 'loudspeaker'] as const

/**
 * Switches where call audio comes out on the module.
 * @throws CellvoiceError INVALID_ARGUMENT (nothing was sent); AT_ERROR where the board has no such channel; AT_TIMEOUT, PORT_LOST.
 */
export async function switchChannel(modem: Pick<Modem, 'execute'>, device: unknown): Promise<void> {
  const channel = typeof device === 'number' ? devices[device] : undefined
  if (!channel) throw new CellvoiceError('INVALID_ARGUMENT', { detail: 'device is not 0, 1 or 2' })
  await modem.execute(setAudioChannel, channel)
}
