import { command, setting } from '../at/command.ts'
import { quoted } from '../at/command-line.ts'
import { integerOf, parametersOf } from '../at/fields.ts'
import { urc } from './urc.ts'

const source = 'Quectel EC2x AT Commands Manual V2.0, 12.18; transcript doc-ec2x-qfupl-prompt-then-qpsnd'
/** The module opens the file before it answers. */
const PLAY_LIMIT_MS = 3_000
const MAX_NAME_BYTES = 80

/**
 * Plays a file of the module to the far end. The last two parameters read "mute" in the manual and mean the opposite: 1
 * lets the far end, and the speaker, hear it.
 */
export const playToFarEnd = command<string, void>({
  name: 'AT+QPSND',
  source,
  example: ['AT+QPSND=1,"a.wav",0,1,1', 'OK'],
  text: name => `AT+QPSND=1,${quoted(name, MAX_NAME_BYTES)},0,1,1`,
  claims: [],
  limitMs: PLAY_LIMIT_MS,
  decode: () => {},
})

/** Stops what {@link playToFarEnd} began. */
export const stopPlaying = setting<void>({
  name: 'AT+QPSND=0',
  source,
  example: 'AT+QPSND=0',
  text: () => 'AT+QPSND=0',
  limitMs: PLAY_LIMIT_MS,
})

/** What was played to the far end is over. */
export const playingEnded = urc({
  key: '+QPSND:',
  source,
  example: '+QPSND: 0',
  decode: line => (integerOf(parametersOf(line)) === 0 ? { kind: 'playing-ended' } : null),
})
