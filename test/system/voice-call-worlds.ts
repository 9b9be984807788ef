import { setTimeout as sleep } from 'node:timers/promises'
import { type TestContext, vi } from 'vitest'
import { LineAudio, type Modem, openModem, VoiceCall } from '../../src/index.ts'
import {
  type FamilyName,
  type SimulatedModule,
  type SimulatedNetwork,
  startSimulator,
} from '../../src/simulator/index.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'
import * as simulated from '../support/until.ts'

/** A voiceCall on a simulated module, and the time that both live in. */
export interface VoiceCallWorld {
  readonly voiceCall: VoiceCall
  readonly modem: Modem
  readonly module: SimulatedModule
  readonly network: SimulatedNetwork
  readonly audio: LineAudio | null
  /** Where recordings go. */
  readonly folder: string
  /** Resolves when `promise` does. */
  wait<T>(promise: Promise<T>): Promise<T>
  until(holds: () => boolean): Promise<void>
  /** Lets so much time of the simulator pass. */
  pass(ms: number): Promise<void>
}

interface WorldOptions {
  readonly family: FamilyName
  /** Whether the sound of calls reaches the host. */
  readonly pcm: boolean
  readonly folder: string
}

/** In one process and in memory, in a time that the test moves. */
export async function worldInMemory({ family, pcm, folder }: WorldOptions): Promise<VoiceCallWorld> {
  const made = await simulatedVoiceCall(family, { pcm, recordingFolder: folder, family: 'volte' })
  const { clock } = made
  return {
    ...made,
    folder,
    wait: promise => simulated.until(clock, promise),
    until: holds => simulated.untilTrue(clock, holds),
    pass: ms => simulated.pass(clock, ms),
  }
}

const speed = 2

/** With all bytes on pseudo-terminals, in the time of the machine. */
export async function worldOnPty(
  { family, pcm, folder }: WorldOptions,
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
): Promise<VoiceCallWorld> {
  const { network, modules, close } = await startSimulator({ family, speed })
  onTestFinished(close)
  const [module] = modules
  if (!module) throw new Error('the simulator made no module')
  const modem = await openModem({ path: (await module.servePty()).path })
  onTestFinished(() => modem.close())
  const port = pcm ? await module.servePcmPty() : null
  const audio = port && new LineAudio({ modem, path: { kind: 'pcm-port', port } })
  const voiceCall = new VoiceCall(modem, { recordingFolder: folder, family: 'volte', ...(audio && { audio }) })
  onTestFinished(async () => {
    await voiceCall.close()
    await audio?.close()
  })
  return {
    voiceCall,
    modem,
    module,
    network,
    audio,
    folder,
    wait: promise => promise,
    until: async holds => void (await vi.waitUntil(holds, { timeout: 30_000, interval: 5 })),
    pass: ms => sleep(ms / speed),
  }
}
