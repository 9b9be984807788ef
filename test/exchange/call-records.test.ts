import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { OrphanPolicy } from '../../src/exchange/orphan-calls.ts'
import { readCallRecords } from '../../src/exchange/records/read-call-records.ts'
import { errorOf } from '../support/error-of.ts'
import { answering, ringing, simulatedExchange, statesOf } from '../support/simulated-exchange.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { callBeside } from '../support/two-calls.ts'
import { pass, untilTrue } from '../support/until.ts'

const busy = '10010'

async function recorded({
  modules = 1,
  orphans = 'leave',
  refused = [],
}: {
  modules?: number
  orphans?: OrphanPolicy
  refused?: readonly string[]
} = {}) {
  const path = join(temporaryFolder(), 'calls.ndjson')
  const made = await simulatedExchange({
    modules: Array.from({ length: modules }, () => ({ pcm: false, refused })),
    records: { path },
    orphans,
  })
  onTestFinished(() => made.wait(made.exchange.close()))
  /** What the file says when the exchange is closed. */
  const records = async () => {
    await made.wait(made.exchange.close())
    return (await readCallRecords(path)).records
  }
  return { ...made, path, records }
}

describe('the records of an exchange', () => {
  it('have a call that was dialled, answered, recorded and hung up', async () => {
    const { exchange, connect, wait, clock, records } = await recorded()
    const { leg } = await connect('a')
    await pass(clock, 5_000)
    expect(exchange.records.idOf(leg)).toMatch(/-1$/)
    exchange.records.noteRecording(leg, '/tmp/call.wav')
    await wait(leg.hangUp())
    await wait(leg.ended)
    expect(exchange.records.idOf(leg)).toBeNull()
    const [record, ...more] = await records()
    expect(more).toEqual([])
    expect(record).toMatchObject({
      line: 'a',
      direction: 'outgoing',
      from: '+15550100000',
      to: answering,
      found: false,
      answeredAt: expect.any(String),
      end: { endedBy: 'local', cause: { name: 'NORMAL', value: 16 } },
      recordings: ['/tmp/call.wav'],
    })
    expect(Math.abs((record?.end?.talkMs ?? 0) - 5_000)).toBeLessThan(500)
  })

  it('have the time until the end, however long the module is busy before it says why', async () => {
    const { exchange, modules, connect, clock, path, records } = await recorded()
    const { leg, far } = await connect('a')
    await pass(clock, 5_000)
    modules[0]?.inject({ kind: 'lose', matching: /^\+COPS|^OK$/, times: 2 })
    const busyUntil = exchange.lines[0]?.modem?.command('AT+COPS?', 60_000).catch(() => {})
    await pass(clock, 1_000)
    far.hangUp(16)
    await untilTrue(clock, () => leg.state === 'ended')
    const endedMs = clock.now()
    await untilTrue(clock, () => readFileSync(path, 'utf8').includes('"end"'), 90_000)
    await busyUntil
    expect(clock.now() - endedMs).toBeGreaterThan(30_000)
    const [record] = await records()
    expect(Math.abs((record?.end?.talkMs ?? 0) - 6_000)).toBeLessThan(500)
  })

  it('have the start on the disk before the number is sent', async () => {
    const { exchange, sent, path, wait } = await recorded()
    const [line] = sent
    if (!line) throw new Error('no line')
    const seen: string[] = []
    line.push = (...lines) => {
      if (lines.some(text => text.startsWith('ATD'))) seen.push(readFileSync(path, 'utf8'))
      return lines.length
    }
    await wait(exchange.dial(answering))
    expect(seen.map(text => JSON.parse(text))).toMatchObject([{ event: 'start', to: answering }])
  })

  it('take a line while the disk is written, so that nobody else finds it free', async () => {
    const { exchange, wait, records } = await recorded({ modules: 2 })
    const legs = await wait(Promise.all([exchange.dial(ringing), exchange.dial(ringing)]))
    expect(legs.map(({ line }) => line)).toEqual(['a', 'b'])
    expect(await records()).toHaveLength(2)
  })

  it('have calls that were refused, with the cause', async () => {
    const { exchange, wait, clock, records, network } = await recorded()
    const leg = await exchange.lines[0]?.modem?.dial(ringing).catch(() => null)
    expect(leg).not.toBeUndefined()
    await exchange.lines[0]?.modem?.hangUpAll()
    await pass(clock, 1_000)
    const toBusy = await wait(
      exchange.dial(busy).then(
        one => one.ended,
        (error: unknown) => error,
      ),
    )
    expect(toBusy).toBeDefined()
    expect(network.subscriber(busy).call?.state).not.toBe('active')
    const [found, refused] = await records()
    expect(found).toMatchObject({ to: ringing, found: true, end: { cause: { name: 'NORMAL' } } })
    expect(refused).toMatchObject({
      to: busy,
      found: false,
      answeredAt: null,
      end: { talkMs: null, cause: { name: 'BUSY' } },
    })
  })

  it('have no call that the policy refused', async () => {
    const { exchange, wait, records } = await recorded()
    await errorOf(wait(exchange.dial('+881612345678')))
    await errorOf(wait(exchange.dial('12;H')))
    expect(await records()).toEqual([])
  })

  it('have a call that nobody answered, with who called', async () => {
    const { network, exchange, clock, records } = await recorded()
    network.subscriber(ringing).dial(exchange.lines[0]?.number ?? '')
    await untilTrue(clock, () => exchange.legs.length === 1)
    await pass(clock, 2_000)
    network.subscriber(ringing).call?.hangUp()
    await untilTrue(clock, () => exchange.legs.length === 0)
    expect(await records()).toMatchObject([
      {
        direction: 'incoming',
        from: ringing,
        found: false,
        answeredAt: null,
        end: { endedBy: 'remote', talkMs: null },
      },
    ])
  })

  it('have one record of a call that is taken over, and of each of two of which one moves', async () => {
    const { exchange, connect, wait, clock, records } = await recorded({ modules: 2 })
    const one = await connect('a')
    const next = exchange.takeOver(one.leg)
    const id = exchange.records.idOf(next)
    const other = await connect('b')
    await pass(clock, 1_000)
    await wait(exchange.moveTo(next, other.leg))
    expect(exchange.records.idOf(next)).not.toBe(id)
    await pass(clock, 3_000)
    await wait(next.hangUp())
    await wait(next.ended)
    const all = await records()
    expect(all.map(({ line, found, end }) => [line, found, end?.endedBy])).toEqual([
      ['a', false, 'local'],
      ['b', false, 'local'],
    ])
    expect(all[0]?.id).toBe(id)
    expect((all[1]?.end?.talkMs ?? 0) - (all[0]?.end?.talkMs ?? 0)).toBeGreaterThan(1_000)
  })

  it('have the answer of a call of which nothing was told between dialling and its hold', async () => {
    const { exchange, modules, wait, clock, records } = await recorded({ refused: ['AT+CLCC'] })
    modules[0]?.inject({ kind: 'lose', matching: /DSCI: \d,0,[037]|ccinfo",\d,0,[03]/, rate: 1 })
    const leg = await wait(exchange.dial(answering))
    await pass(clock, 3_000)
    expect(leg.state).toBe('dialing')
    const states = statesOf(leg)
    await wait(exchange.lines[0]?.modem?.command('AT+CHLD=2') ?? Promise.reject(new Error('no modem')))
    await untilTrue(clock, () => leg.state === 'held')
    expect(states).toEqual(['dialing', 'held'])
    await wait(leg.hangUp())
    expect(await records()).toMatchObject([{ answeredAt: expect.any(String), end: { talkMs: expect.any(Number) } }])
  })

  it('have both calls of a line', async () => {
    const made = await recorded()
    const first = await made.connect('a')
    const second = await callBeside(made, first)
    await made.wait(second.leg.hangUp())
    expect((await made.records()).map(({ to, answeredAt, end }) => [to, answeredAt !== null, end?.endedBy])).toEqual([
      [answering, true, 'local'],
      [ringing, true, 'local'],
    ])
  })

  it('end with the line; a call that goes on at the module has another, and is an orphan', async () => {
    const { connect, modules, wait, clock, exchange, records } = await recorded({ orphans: 'end' })
    const { leg } = await connect('a')
    modules[0]?.unplug()
    await wait(leg.ended)
    expect(modules[0]?.truth()).toHaveLength(1)
    await untilTrue(clock, () => modules[0]?.truth().length === 0)
    await untilTrue(clock, () => exchange.legs.length === 0)
    expect(await records()).toMatchObject([
      { found: false, end: { endedBy: 'module', cause: { name: 'FAILED' } } },
      { found: true, end: { endedBy: 'local' } },
    ])
  })

  it('leave no timer', async () => {
    const { connect, wait, clock, timers, records } = await recorded()
    const idle = timers.timers
    const { leg } = await connect('a')
    await wait(leg.hangUp())
    await pass(clock, 3_000)
    expect(timers.timers).toBe(idle)
    await records()
    await pass(clock, 6_000)
    expect(timers.timers).toBe(0)
  })
})
