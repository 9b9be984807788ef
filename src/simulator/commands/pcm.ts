import type { Command, CommandContext } from '../at/command.ts'
import type { Outcome } from '../at/outcome.ts'
import type { Parameter } from '../at/parameters.ts'
import type { PcmPort } from '../audio/pcm-ports.ts'
import { isEstablished } from '../network/leg.ts'

const ports: Readonly<Record<string, PcmPort>> = { '0': 0, '1': 1, '2': 2 }

/** AT+QPCMV: the sound of calls on a serial port (0), the debug UART (1) or a USB sound card (2). Lost by a restart. */
export const pcmVoice: Command = {
  name: '+QPCMV',
  test: '+QPCMV: (0,1),(0-2)',
  read: at => {
    const { port } = at.module.audio.pcm
    at.say(port === undefined ? '+QPCMV: 0' : `+QPCMV: 1,${port}`)
    return 'OK'
  },
  set: choose,
}

function choose({ module }: CommandContext, parameters: readonly Parameter[]): Outcome {
  const [enable, port, ...others] = parameters.map(({ text }) => text)
  const ringing = module.voice.calls.all().some(({ leg }) => !isEstablished(leg))
  if (others.length > 0 || (module.pcmRefusedWhileRinging && ringing)) return 'ERROR'
  if (enable === '0' && port === undefined) {
    module.audio.pcm.choose(undefined)
    return 'OK'
  }
  const wanted = enable === '1' && port !== undefined && Object.hasOwn(ports, port) ? ports[port] : undefined
  if (wanted === undefined || (wanted === 2 && !module.usbAudio)) return 'ERROR'
  module.audio.pcm.choose(wanted)
  return 'OK'
}
