import { VoiceCall, type VoiceCallOptions } from '../../src/api/voicecall/voice-call.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { Modem } from '../../src/calls/modem.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import {
  type FamilyName,
  type SimulatedModule,
  type SimulatedNetwork,
  startSimulator,
} from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/transport.ts'

/** A voiceCall on a simulated module, in time that the test moves. */
export interface SimulatedVoiceCall {
  readonly clock: ManualClock
  readonly network: SimulatedNetwork
  readonly module: SimulatedModule
  readonly modem: Modem
  readonly voiceCall: VoiceCall
  /** What the callback was given, in order. */
  readonly callbacks: (readonly (number | string)[])[]
  /** Command lines that were written since the modem was opened. */
  readonly sent: string[]
  /** Moves time until `promise` is done. */
  during<T>(promise: Promise<T>, ms?: number): Promise<T>
}

/** Opens a modem of `family` on a simulator of its own, with a callback that writes down what it is given. */
export async function simulatedVoiceCall(
  family: FamilyName,
  options: VoiceCallOptions = {},
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
  const modem = await during(openModem({ transport: recorded(module.transport(), sent), clock }))
  const voiceCall = new VoiceCall(modem, { clock, ...options })
  const callbacks: (readonly (number | string)[])[] = []
  voiceCall.setCallback(args => callbacks.push(args))
  await clock.advance(500)
  sent.length = 0
  return { clock, network, module, modem, voiceCall, callbacks, sent, during }
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
