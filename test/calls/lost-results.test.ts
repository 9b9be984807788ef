import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/error-of.ts'
import { openScriptedModem, scriptedModem } from '../support/scripted-modem.ts'

const ringing = '+CLCC: 1,1,4,0,0,"5550100",129'
const talking = '+CLCC: 1,1,0,0,0,"5550100",129'

/** A modem whose call rings, on a module that never says OK to `lost`. */
async function ringingModem(lost: string) {
  const made = await openScriptedModem({ [lost]: [] })
  made.module.learn('AT+CLCC', ringing, 'OK')
  made.module.say('RING', '+CLIP: "5550100",129', '^DSCI: 1,1,4,0,5550100,129')
  await made.clock.advance(500)
  const [call] = made.modem.calls
  if (!call) throw new Error('no call rings')
  return { ...made, call }
}

/** When `promise` was settled, on the clock of the test; undefined while it is not. */
function settledAt(clock: { now(): number }, promise: Promise<unknown>): () => number | undefined {
  let atMs: number | undefined
  const note = () => {
    atMs = clock.now()
  }
  promise.then(note, note)
  return () => atMs
}

describe('the lost OK of ATA', () => {
  it('is not waited for once lines tell that the call is through', async () => {
    const { module, clock, call, modem } = await ringingModem('ATA')
    const answered = call.answer()
    const atMs = settledAt(clock, answered)
    await clock.advance(1_000)
    module.learn('AT+CLCC', talking, 'OK')
    module.say('^DSCI: 1,1,3,0,5550100,129')
    const saidMs = clock.now()
    await clock.advance(5_000)
    await answered
    expect((atMs() ?? 0) - saidMs).toBe(2_000)
    expect(call.state).toBe('active')
    // Before anything else is believed, the conversation finds its place.
    expect(module.commands.slice(module.commands.indexOf('ATA')).slice(1, 3)).toEqual(['AT+CMEE?', 'AT+CLCC'])
    expect(modem.state.kind).toBe('ready')
  })

  it('that comes late all the same is not taken for the answer of another command', async () => {
    const { module, clock, call, modem } = await ringingModem('ATA')
    const answered = call.answer()
    module.learn('AT+CLCC', talking, 'OK')
    module.say('^DSCI: 1,1,3,0,5550100,129')
    await clock.advance(1_990)
    module.learn('AT+CMEE?')
    module.learn('AT+CSQ', '+CSQ: 20,99', 'OK')
    await clock.advance(20)
    await answered
    const [lines] = await Promise.all([
      modem.command('AT+CSQ'),
      clock.advance(100).then(() => module.say('OK', '+CMEE: 1', 'OK')),
    ])
    expect(lines).toEqual(['+CSQ: 20,99'])
  })

  it('holds up the line for 36 s at most where no line tells', async () => {
    const { module, clock, call, modem } = await ringingModem('ATA')
    const answered = errorOf(call.answer())
    module.learn('AT+CLCC', talking, 'OK')
    await clock.advance(37_000)
    expect((await answered).code).toBe('AT_TIMEOUT')
    expect([call.state, modem.state.kind]).toEqual(['active', 'ready'])
  })

  it('is not given up while the call still rings, nor for the line of another call', async () => {
    const { module, clock, call } = await ringingModem('ATA')
    const atMs = settledAt(clock, call.answer())
    module.say('^DSCI: 2,1,5,0,5550109,129')
    await clock.advance(10_000)
    expect(atMs()).toBeUndefined()
    module.say('OK')
    await clock.advance(100)
    expect(atMs()).toBeDefined()
  })
})

describe('the lost OK of a hang-up', () => {
  it('is not waited for once lines tell that the call is over, and the next call can be dialled', async () => {
    const { module, clock, call, modem, story } = await ringingModem('AT+CHUP')
    const over = call.hangUp()
    const atMs = settledAt(clock, over)
    module.learn('AT+CLCC', 'OK')
    module.say('^DSCI: 1,1,6,0,5550100,129')
    const saidMs = clock.now()
    await clock.advance(5_000)
    await over
    expect((atMs() ?? 0) - saidMs).toBe(2_000)
    expect(story.filter(line => line.includes('ended'))).toEqual(['1 ended by local NORMAL 16'])
    module.learn('AT+CLCC', '+CLCC: 1,0,2,0,0,"10086",129', 'OK')
    const [dialled] = await Promise.all([modem.dial('10086'), clock.advance(1_000)])
    expect(dialled.state).toBe('dialing')
  })

  it('holds up the line for 26 s at most where no line tells', async () => {
    const { module, clock, call, modem } = await ringingModem('AT+CHUP')
    const over = call.hangUp()
    module.learn('AT+CLCC', 'OK')
    await clock.advance(30_000)
    await over
    expect([call.state, modem.state.kind]).toEqual(['ended', 'ready'])
  })
})

describe('a module that restarts while it is being set up', () => {
  it('is set up once more, for what it was told before is forgotten', async () => {
    const { modem, module, clock, events } = await scriptedModem({ 'AT+CLIP=1': [] })
    const opened = modem.open()
    await clock.advance(500)
    expect(module.commands.at(-1)).toBe('AT+CLIP=1')
    module.say('RDY')
    module.say('OK')
    module.learn('AT+CLIP=1', 'OK')
    await Promise.all([opened, clock.advance(3_000)])
    const states = events.flatMap(event => (event.kind === 'link' ? [event.state.kind] : []))
    expect(states).toEqual(['opening', 'bringing-up', 'ready', 'restarting', 'ready'])
    expect(module.commands.filter(line => line === 'ATX4')).toHaveLength(2)
  })
})
