import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../src/base/logger.ts'
import { MemorySession } from '../../src/exchange/legs/memory-session.ts'
import { LineAudio, type LineAudioState } from '../../src/exchange/line-audio.ts'
import { errorOf } from '../support/error-of.ts'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'
import { pass, until } from '../support/until.ts'

const far = '5550101'
/** Commands about the way of the sound. */
const pcm = (sent: readonly string[]) => sent.filter(line => line.includes('QPCMV'))

/** A module with a PCM port, and what becomes of the sound of its calls. */
async function line(family: 'ec25' | 'ec200u' = 'ec25') {
  const made = await simulatedVoiceCall(family, { pcm: family === 'ec25' })
  const { modem, module, clock } = made
  const path = { kind: 'pcm-port', port: { transport: module.transport() } } as const
  const audio = made.audio ?? new LineAudio({ modem, path, clock })
  const states: LineAudioState['kind'][] = []
  audio.onState(state => states.push(state.kind))
  const dial = async () => {
    await made.during(made.voiceCall.callStart(far), 500)
    await pass(clock, 2_000)
  }
  return { ...made, audio, states, dial }
}

describe('the sound of a line', () => {
  it('is set up and verified when a call is through, and taken down after the last', async () => {
    const { dial, states, sent, voiceCall, during, clock, audio } = await line()
    expect(pcm(sent)).toEqual([])
    await dial()
    expect(pcm(sent)).toEqual(['AT+QPCMV=?', 'AT+QPCMV=1,0', 'AT+QPCMV?'])
    expect((await audio.session()).statistics.received).toBeGreaterThan(50)
    await during(voiceCall.callEnd())
    await pass(clock, 500)
    expect(pcm(sent).slice(3)).toEqual(['AT+QPCMV=?', 'AT+QPCMV=0', 'AT+QPCMV?'])
    expect(states).toEqual(['opening', 'open', 'idle'])
    await dial()
    expect(states.slice(3)).toEqual(['opening', 'open'])
  })

  it('stays through hold, and through a change of calls', async () => {
    const { dial, states, modem, clock, network, module, voiceCall, during } = await line()
    await dial()
    await during(modem.holdOperation({ kind: 'swap' }))
    await pass(clock, 500)
    network.call('5550100', module.number)
    await pass(clock, 1_000)
    expect(await during(voiceCall.callAnswer())).toBe(0)
    await pass(clock, 1_000)
    expect(states).toEqual(['opening', 'open'])
  })

  it('is there again after the module restarted, which forgot the setting', async () => {
    const { dial, states, module, clock, sent } = await line()
    await dial()
    module.reset()
    await clock.advance(60_000)
    expect(states.at(-1)).toBe('idle')
    sent.length = 0
    await dial()
    expect(pcm(sent)).toContain('AT+QPCMV=1,0')
    expect(states.at(-1)).toBe('open')
  })

  it('a listener that throws does not keep it from the others', async () => {
    const { dial, states, audio, voiceCall, during, clock } = await line()
    audio.onState(() => {
      throw new Error('of the user')
    })
    await dial()
    await during(voiceCall.callEnd())
    await pass(clock, 500)
    expect(states).toEqual(['opening', 'open', 'idle'])
  })

  it('a path that carries nothing: told once, 2 s after its set-up', async () => {
    const { modem, module, clock, dial } = await line()
    const path = { kind: 'pcm-port', port: { transport: module.pcmTransport() } } as const
    const session = new MemorySession('a deaf port', silentLogger)
    const audio = new LineAudio({ modem, path, clock, open: async () => session })
    const told: [atMs: number, string][] = []
    let openedMs = 0
    audio.onState(({ kind }) => {
      if (kind === 'open') openedMs = clock.now()
    })
    audio.onSilence(error => told.push([clock.now() - openedMs, error.code]))
    const stop = audio.onSilence(() => told.push([0, 'to one who does not listen']))
    stop()
    await dial()
    await pass(clock, 5_000)
    expect(told).toEqual([[2_000, 'AUDIO_DEVICE_FAILED']])
  })

  it('a port that is lost in a call is opened again, and the call goes on', async () => {
    const { dial, states, module, clock, modem } = await line()
    await dial()
    module.unplugSound()
    await pass(clock, 200)
    expect(states.at(-1)).toBe('failed')
    await pass(clock, 3_000)
    expect(states).toEqual(['opening', 'open', 'failed', 'idle', 'opening', 'open'])
    expect(modem.calls).toHaveLength(1)
  })

  it('a module without AT+QPCMV: NOT_SUPPORTED for whoever asks, and the call goes on', async () => {
    const { dial, audio, modem, states, clock } = await line('ec200u')
    await dial()
    expect((await errorOf(audio.session())).code).toBe('NOT_SUPPORTED')
    expect(modem.calls[0]?.state).toBe('active')
    await pass(clock, 20_000)
    expect(states).toEqual(['opening', 'failed'])
  })

  it('without a call there is no session', async () => {
    const { audio, clock } = await line()
    expect((await errorOf(until(clock, audio.session()))).code).toBe('NO_SUCH_CALL')
  })

  it('flow control of the module holds the sending, and lets it go on', async () => {
    const { dial, audio, module, clock } = await line()
    await dial()
    const session = await audio.session()
    session.setSource(frame => frame.fill(1).length > 0)
    module.say('+QPCMV: 0')
    await pass(clock, 100)
    const held = session.statistics.sent
    await pass(clock, 400)
    expect(session.statistics.sent - held).toBeLessThanOrEqual(1)
    module.say('+QPCMV: 1')
    await pass(clock, 1_000)
    expect(session.statistics.sent - held).toBeGreaterThan(45)
  })
})
