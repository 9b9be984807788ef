import { describe, expect, it } from 'vitest'
import { VoiceCall } from '../../src/api/voicecall/voice-call.ts'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { LineAudio } from '../../src/exchange/line-audio.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { refusingTransport } from '../support/refusing-transport.ts'
import { pass, until } from '../support/until.ts'
import { tone } from '../support/wav-bytes.ts'

const farEnd = '5550101'
const allKeys = '1234567890*#ABCD'

interface Setup {
  /** Whether the module has a detector of its own. */
  readonly detects?: boolean
  /** Whether the sound of calls reaches the host. */
  readonly pcm?: boolean
}

/** A voiceCall on an EC25 in a call, and the keys that its callback was given. */
async function inCall({ detects = false, pcm = true }: Setup = {}) {
  const clock = new ManualClock()
  const { network, modules } = await startSimulator({ family: 'ec25', clock })
  const [module] = modules
  if (!module) throw new Error('the simulator made no module')
  const wait = <T>(promise: Promise<T>) => until(clock, promise)
  const line = module.transport()
  const modem = await wait(openModem({ transport: detects ? line : refusingTransport(line, 'AT+QTONEDET'), clock }))
  const path = { kind: 'pcm-port', port: { transport: module.pcmTransport() } } as const
  const audio = pcm ? new LineAudio({ modem, path, clock }) : undefined
  const voiceCall = new VoiceCall(modem, { clock, ...(audio && { audio }) })
  const keys: string[] = []
  voiceCall.dtmfSetCb(key => keys.push(key))
  const call = async () => {
    expect(await wait(voiceCall.callStart(farEnd))).toBe(0)
    await pass(clock, 2_000)
  }
  /** The far end presses keys, five a second, and those of them that were heard by now. */
  const press = async (pressed: string) => {
    keys.length = 0
    network.subscriber(farEnd).call?.press(pressed)
    await pass(clock, 200 * pressed.length + 400)
    return keys.join('')
  }
  /** The far end says samples, and the keys that were heard in them. */
  const speak = async (samples: Int16Array) => {
    keys.length = 0
    network.subscriber(farEnd).call?.speak(samples)
    await pass(clock, samples.length / 8 + 400)
    return keys.join('')
  }
  await call()
  return { voiceCall, modem, module, network, clock, wait, call, press, speak, keys }
}

/** Two tones at once. */
function pair(low: number, high: number, seconds: number): Int16Array {
  const other = tone(high, seconds, 8_000, 5_000)
  return tone(low, seconds, 8_000, 5_000).map((sample, at) => sample + (other[at] ?? 0))
}

describe('keys in the sound of the call, where the module refuses to detect them', () => {
  it('one key, one callback: all sixteen, in their order', async () => {
    const { voiceCall, wait, press } = await inCall()
    expect(await wait(voiceCall.dtmfDetEnable(1))).toBe(0)
    expect(await press(allKeys)).toBe(allKeys)
    expect(await press('1111')).toBe('1111')
  })

  it('a key that is held is one key; a tone that is none is none', async () => {
    const { voiceCall, wait, speak } = await inCall()
    await wait(voiceCall.dtmfDetEnable(1))
    expect(await speak(pair(770, 1336, 3))).toBe('5')
    expect(await speak(tone(770, 2, 8_000, 8_000))).toBe('')
    expect(await speak(pair(770, 1000, 2))).toBe('')
  })

  it('the keys that we press are not those of the far end', async () => {
    const { voiceCall, wait, network, clock, keys } = await inCall()
    await wait(voiceCall.dtmfDetEnable(1))
    expect(await wait(voiceCall.startDtmf('123', 100))).toBe(0)
    await pass(clock, 1_000)
    expect(network.subscriber(farEnd).call?.heard).toBe('123')
    expect(keys).toEqual([])
  })

  it('nothing before it is enabled, nothing after it is disabled or closed; and again when enabled again', async () => {
    const { voiceCall, wait, press } = await inCall()
    expect(await press('1')).toBe('')
    await wait(voiceCall.dtmfDetEnable(1))
    expect(await wait(voiceCall.dtmfDetEnable(1))).toBe(0)
    expect(await press('2')).toBe('2')
    expect(await wait(voiceCall.dtmfDetEnable(0))).toBe(0)
    expect(await press('3')).toBe('')
    expect(await wait(voiceCall.dtmfDetEnable(1))).toBe(0)
    expect(await press('4')).toBe('4')
    await wait(voiceCall.close())
    expect(await press('5')).toBe('')
  })

  it('enabled once, it is there in every later call', async () => {
    const { voiceCall, wait, press, call, clock } = await inCall()
    await wait(voiceCall.dtmfDetEnable(1))
    expect(await press('1')).toBe('1')
    expect(await wait(voiceCall.callEnd())).toBe(0)
    await pass(clock, 1_000)
    await call()
    expect(await press('2#')).toBe('2#')
  })

  it('a restart of the module does not switch it off', async () => {
    const { voiceCall, wait, press, call, module, clock } = await inCall()
    await wait(voiceCall.dtmfDetEnable(1))
    module.reset()
    await pass(clock, 60_000)
    await call()
    expect(await press('7')).toBe('7')
  })
})

describe('keys where it is not needed, or not possible', () => {
  it('the module that detects them tells each once, though its sound reaches us too', async () => {
    const { voiceCall, wait, press } = await inCall({ detects: true })
    expect(await wait(voiceCall.dtmfDetEnable(1))).toBe(0)
    expect(await press(allKeys)).toBe(allKeys)
  })

  it('-1 where the module refuses and its sound does not reach us', async () => {
    const { voiceCall, wait, press } = await inCall({ pcm: false })
    expect(await wait(voiceCall.dtmfDetEnable(1))).toBe(-1)
    expect(voiceCall.lastError?.code).toBe('AT_ERROR')
    expect(await press('1')).toBe('')
  })
})
