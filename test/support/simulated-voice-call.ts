import { VoiceCall } from '../../src/api/voicecall/voice-call.ts'
import type { VoiceCallOptions } from '../../src/api/voicecall/voice-call-options.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { Modem } from '../../src/calls/modem.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { LineAudio } from '../../src/exchange/line-audio.ts'
import {
  type FamilyName,
  type SimulatedModule,
  type SimulatedNetwork,
  startSimulator,
} from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { noEmergencyTransport } from './no-emergency-transport.ts'

/** A voiceCall on a simulated module, in time that the test moves. */
export interface SimulatedVoiceCall {
  readonly clock: ManualClock
  readonly network: SimulatedNetwork
  readonly module: SimulatedModule
  readonly modem: Modem
  readonly voiceCall: VoiceCall
  /** The sound of the calls on the host; null unless it was asked for. */
  readonly audio: LineAudio | null
  /** What the callback was given, in order. */
  readonly callbacks: (readonly (number | string)[])[]
  /** Command lines that were written since the modem was opened. */
  readonly sent: string[]
  /** Moves time until `promise` is done. */
  during<T>(promise: Promise<T>, ms?: number): Promise<T>
}

/** What a test asks for besides the options of a voiceCall. */
interface SimulatedVoiceCallOptions {
  /** Whether the sound of calls reaches the host over the PCM port of the module. */
  readonly pcm?: boolean
}

/** Opens a modem of `family` on a simulator of its own, with a callback that writes down what it is given. */
export async function simulatedVoiceCall(
  family: FamilyName,
  { pcm = false, ...options }: VoiceCallOptions & SimulatedVoiceCallOptions = {},
): Promise<SimulatedVoiceCall> {
  const clock = new ManualClock()
  const { network, modules } = await startSimulator({ family, clock })
  const module = modules[0]
  if (!module) throw new Error('the simulator made no module')
  const sent: string[] = []
  const during = async <T>(promise: Promise<T>, ms = 2_000): Promise<T> => {
    const [result] = await Promise.all([promise, clock.advance(ms)])
    return result
  }
  const modem = await during(openModem({ transport: recorded(noEmergencyTransport(module.transport()), sent), clock }))
  const path = { kind: 'pcm-port', port: { transport: pcm ? module.pcmTransport() : module.transport() } } as const
  const audio = pcm ? new LineAudio({ modem, path, clock }) : null
  const voiceCall = new VoiceCall(modem, { clock, ...(audio && { audio }), ...options })
  const callbacks: (readonly (number | string)[])[] = []
  voiceCall.setCallback(args => callbacks.push(args))
  await clock.advance(500)
  sent.length = 0
  return { clock, network, module, modem, voiceCall, audio, callbacks, sent, during }
}

/** `transport`, writing down every command line. */
function recorded(transport: Transport, sent: string[]): Transport {
  return {
    name: transport.name,
    open: listener => transport.open(listener),
    close: () => transport.close(),
    write(bytes) {
      sent.push(Buffer.from(bytes).toString('latin1').trimEnd())
      return transport.write(bytes)
    },
  }
}
