import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallbackArguments, RecordStreamArguments } from '../../src/index.ts'
import type { VoiceCallWorld } from './voice-call-worlds.ts'

const WAV = 1
const [RX, TX, MIX] = [0, 1, 2] as const
const FAR_END = '5550101'
const CALLER = '+15550109400'

/** A steady value is heard without any doubt about whose it is. */
export const FAR_VALUE = 1_000
export const NEAR_VALUE = 200

/** What every function of a voiceCall gave, and what came of it; a failure with the code of its reason. */
export type VoiceCallResults = Readonly<Record<string, unknown>>

/** Tries every function of a voiceCall, without a call, in calls that go out, and in calls that come in. */
export async function voiceCallResults(world: VoiceCallWorld): Promise<VoiceCallResults> {
  const { voiceCall } = world
  const callbacks: CallbackArguments[] = []
  const setCallback = [
    voiceCall.setCallback('no function' as never),
    voiceCall.setCallback(args => void callbacks.push(args)),
  ]
  return {
    setCallback,
    ...(await withoutCall(world)),
    ...(await withOutgoingCall(world, callbacks)),
    ...(await withIncomingCalls(world, callbacks)),
    ...(await withAutoRecord(world)),
  }
}

async function withoutCall(world: VoiceCallWorld): Promise<VoiceCallResults> {
  const { voiceCall, wait } = world
  const reasonOf = (status: unknown) => (status === 0 ? 0 : [status, voiceCall.lastError?.code])
  const forwarding = async () => {
    const rows = await wait(voiceCall.getFw(2))
    return rows === -1 ? -1 : rows.filter(({ active }) => active).map(({ number }) => number)
  }
  return {
    'no call: callEnd': await wait(voiceCall.callEnd()),
    'no call: callAnswer': reasonOf(await wait(voiceCall.callAnswer())),
    'no call: callStart of no number': reasonOf(await wait(voiceCall.callStart('5550101x'))),
    'no call: startDtmf': reasonOf(await wait(voiceCall.startDtmf('1', 100))),
    'no call: startRecord': reasonOf(await wait(voiceCall.startRecord(WAV, RX, 'a.wav'))),
    'no call: stopRecord': reasonOf(await wait(voiceCall.stopRecord())),
    'no call: startRecordStream': reasonOf(await wait(voiceCall.startRecordStream(WAV, RX, () => {}))),
    'no call: readRecordStream': reasonOf(voiceCall.readRecordStream(new Uint8Array(9), 9)),
    'setVolume, getVolume': [await wait(voiceCall.setVolume(7)), await wait(voiceCall.getVolume())],
    setChannel: [
      await wait(voiceCall.setChannel(0)),
      await wait(voiceCall.setChannel(1)),
      await wait(voiceCall.setChannel(2)),
    ],
    'setFw, getFw': [
      await forwarding(),
      await wait(voiceCall.setFw(2, 3, '+441632960961')),
      await forwarding(),
      await wait(voiceCall.setFw(2, 4, '')),
      await forwarding(),
    ],
  }
}

async function withOutgoingCall(world: VoiceCallWorld, callbacks: CallbackArguments[]): Promise<VoiceCallResults> {
  const { voiceCall, network, wait, until } = world
  callbacks.length = 0
  const callStart = await wait(voiceCall.callStart(FAR_END))
  await until(() => callbacks.length === 2)
  const dtmf = await dtmfBothWays(world)
  network.subscriber(FAR_END).call?.speak(new Int16Array(8_000 * 60).fill(FAR_VALUE))
  world.module.setMicrophone(sayNear)
  const session = world.audio && (await wait(world.audio.session()))
  session?.setSource(sayNear)
  const recordings = {
    'startRecord, stopRecord: RX': await record(world, RX, 'rx.wav'),
    'startRecord, stopRecord: TX': await record(world, TX, 'tx.wav'),
    'startRecord, stopRecord: MIX': await record(world, MIX, 'mix.wav'),
  }
  const stream = await recordStream(world)
  const callEnd = await wait(voiceCall.callEnd())
  await until(() => callbacks.length === 3)
  return { 'callStart, callEnd': [callStart, callEnd, ...callbacks], ...dtmf, ...recordings, ...stream }
}

function sayNear(frame: Int16Array): boolean {
  frame.fill(NEAR_VALUE)
  return true
}

async function dtmfBothWays({ voiceCall, network, wait, pass }: VoiceCallWorld): Promise<VoiceCallResults> {
  const far = network.subscriber(FAR_END).call
  const startDtmf = await wait(voiceCall.startDtmf('12#A', 100))
  const keys: string[] = []
  const dtmfSetCb = [voiceCall.dtmfSetCb('no function' as never), voiceCall.dtmfSetCb(key => void keys.push(key))]
  far?.press('1')
  await pass(600)
  const dtmfDetEnable = await wait(voiceCall.dtmfDetEnable(1))
  far?.press('5*')
  await pass(1_200)
  const off = await wait(voiceCall.dtmfDetEnable(0))
  far?.press('9')
  await pass(600)
  return { startDtmf: [startDtmf, far?.heard], dtmfSetCb, dtmfDetEnable: [dtmfDetEnable, ...keys, off] }
}

/** Records for a second. @returns what the functions gave and whose voice is in the file, if there is one. */
async function record({ voiceCall, folder, wait, pass }: VoiceCallWorld, mode: number, name: string) {
  const started = await wait(voiceCall.startRecord(WAV, mode, name))
  await pass(1_000)
  const stopped = await wait(voiceCall.stopRecord())
  const path = join(folder, name)
  return [started, stopped, existsSync(path) ? usualValue(readFileSync(path)) : null]
}

async function recordStream({ voiceCall, wait, pass, until }: VoiceCallWorld): Promise<VoiceCallResults> {
  const told: RecordStreamArguments[] = []
  const buffer = new Uint8Array(4_096)
  let read = Buffer.alloc(0)
  const started = await wait(
    voiceCall.startRecordStream(WAV, RX, args => {
      told.push(args)
      read = Buffer.concat([read, buffer.subarray(0, voiceCall.readRecordStream(buffer, buffer.length))])
    }),
  )
  await pass(1_000)
  const stopped = await wait(voiceCall.stopRecord())
  if (started === 0) await until(() => told.at(-1)?.[2] === 3)
  return {
    'startRecordStream, stopRecord': [started, stopped, told[0], told[1], told.at(-1)?.[2]],
    readRecordStream: started === 0 ? [read.length === told.at(-1)?.[1], usualValue(read)] : [],
  }
}

/** The value of most samples: those at the edges do not count. */
function usualValue(wav: Buffer): number | undefined {
  const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length))
  // Half a second, at least.
  return samples.length < 4_000 ? undefined : samples.sort()[samples.length >> 1]
}

async function withIncomingCalls(world: VoiceCallWorld, callbacks: CallbackArguments[]): Promise<VoiceCallResults> {
  const { voiceCall, network, module, wait, until } = world
  const call = () => {
    callbacks.length = 0
    network.call(CALLER, module.number)
  }
  call()
  await until(() => callbacks.length === 1)
  const callAnswer = await wait(voiceCall.callAnswer())
  await until(() => callbacks.length === 2)
  network.subscriber(CALLER).call?.hangUp()
  await until(() => callbacks.length === 3 && world.modem.calls.length === 0)
  const answered = [callAnswer, ...callbacks]

  const setAutoAnswer = [voiceCall.setAutoAnswer(256), voiceCall.setAutoAnswer(1)]
  call()
  await until(() => callbacks.length === 2)
  setAutoAnswer.push(voiceCall.setAutoAnswer(0))
  const ended = await wait(voiceCall.callEnd())
  await until(() => callbacks.length === 3 && world.modem.calls.length === 0)
  const autoAnswered = [...setAutoAnswer, ended, ...callbacks]

  const setAutoCancel = [voiceCall.setAutoCancel(2 as never), voiceCall.setAutoCancel(1)]
  const status: number[] = [voiceCall.getAutoCancelStatus()]
  call()
  await until(() => callbacks.length === 2 && world.modem.calls.length === 0)
  setAutoCancel.push(voiceCall.setAutoCancel(0))
  status.push(voiceCall.getAutoCancelStatus())
  return {
    callAnswer: answered,
    setAutoAnswer: autoAnswered,
    setAutoCancel: [...setAutoCancel, ...callbacks],
    getAutoCancelStatus: status,
  }
}

/** Of the modes, the first that can be recorded: a call of a second leaves its file. */
async function withAutoRecord(world: VoiceCallWorld): Promise<VoiceCallResults> {
  const { voiceCall, folder, wait, pass, until } = world
  const results = []
  for (const mode of [RX, MIX]) results.push(await wait(voiceCall.setAutoRecord(1, WAV, mode, 'auto.wav')))
  const files = () => readdirSync(folder).filter(name => name.startsWith('auto'))
  await wait(voiceCall.callStart(FAR_END))
  await until(() => world.modem.calls[0]?.state === 'active')
  // The file, or the note of one on the module, is there once it is being recorded.
  if (results.includes(0)) await until(() => files().length > 0)
  await pass(1_500)
  await wait(voiceCall.callEnd())
  if (results.includes(0)) await until(() => files().join() === 'auto.wav')
  results.push(await wait(voiceCall.setAutoRecord(0, WAV, RX, 'auto.wav')))
  return { setAutoRecord: [...results, ...files()] }
}
