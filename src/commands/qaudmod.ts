import { setting } from '../at/command.ts'
import { numberOf } from '../at/command-line.ts'

/** Where call audio comes out: the order is that of the numbers, 0 to 2. */
const channels = ['handset', 'headset', 'loudspeaker'] as const
export type AudioChannel = (typeof channels)[number]

/** Switches the audio channel; kept over a restart on Qualcomm-based modules. */
export const setAudioChannel = setting<AudioChannel>({
  name: 'AT+QAUDMOD',
  source: 'Quectel EC2x AT Commands Manual V2.0, 12.6',
  example: 'AT+QAUDMOD=2',
  text: channel => `AT+QAUDMOD=${numberOf(channel, channels)}`,
})
