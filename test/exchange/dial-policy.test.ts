import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Exchange } from '../../src/exchange/exchange.ts'
import type { DialPolicy } from '../../src/exchange/policy/dial-policy.ts'
import { NumberRanges } from '../../src/exchange/policy/number-ranges.ts'
import { errorOf } from '../support/error-of.ts'
import { answering, ringing, simulatedExchange } from '../support/simulated-exchange.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { pass, untilTrue } from '../support/until.ts'

/** Noon on the wall of this machine, from which the day of a test goes on as its clock does. */
const noon = new Date(2026, 7, 1, 12).getTime()

async function withPolicy(dialPolicy: DialPolicy, { modules = 1, startMs = noon } = {}) {
  const time = { now: () => 0 }
  const made = await simulatedExchange({
    modules: Array.from({ length: modules }, () => ({ pcm: false })),
    dialPolicy,
    date: () => startMs + time.now(),
  })
  let setMs = 0
  time.now = () => made.clock.now() + setMs
  const setWallClock = (byMs: number) => {
    setMs += byMs
  }
  const ruleOf = async (number: string, line?: string) => {
    const wish = line === undefined ? {} : { line: { kind: 'name', name: line } as const }
    const { code, context } = await errorOf(made.wait(made.exchange.dial(number, wish)))
    return [code, context.rule ?? (context.cause as { name: string }).name]
  }
  /** Dials, is answered at once, talks so long and hangs up. */
  const talk = async (ms: number, line = 'a') => {
    const { leg } = await made.connect(line)
    await made.clock.advance(ms)
    await made.wait(leg.hangUp())
    await made.wait(leg.ended)
  }
  const dialled = () => made.sent.flat().filter(line => line.startsWith('ATD'))
  return { ...made, ruleOf, talk, dialled, setWallClock }
}

describe('an exchange with a dial policy', () => {
  it.each(['*21*5550101#', '*100#', '#31#5550101', '##002#', '42', '+881612345678', '+449098790000'])(
    'sends nothing for %s',
    async number => {
      const { exchange, sent, wait, clock } = await withPolicy({})
      const refused = await errorOf(wait(exchange.dial(number)))
      expect([refused.code, refused.context.cause]).toMatchObject(['DIAL_REFUSED', { name: 'BARRED', value: 8 }])
      await clock.advance(1_000)
      expect(sent.flat().filter(line => /^AT(D|\+CUSD|\+CCFC)/.test(line))).toEqual([])
    },
  )

  it('judges a number once a call, however many lines there are', async () => {
    const { exchange, wait } = await withPolicy({ lineDay: { calls: 3 } }, { modules: 2 })
    const judged = vi.spyOn(NumberRanges.prototype, 'verdictOn')
    onTestFinished(() => judged.mockRestore())
    await wait(exchange.dial(answering))
    expect(judged).toHaveBeenCalledOnce()
  })

  it('the modem takes no service code for a number either, and sends it as what it is', async () => {
    const { exchange, sent, wait } = await withPolicy({})
    const modem = exchange.lines[0]?.modem ?? expect.fail('no modem')
    expect((await errorOf(modem.dial('*21*5550101#'))).code).toBe('INVALID_NUMBER')
    expect(await wait(modem.ussd('*100#'))).toMatchObject({ text: expect.any(String) })
    expect(sent.flat().filter(line => line.startsWith('ATD'))).toEqual([])
  })

  it('hangs up when a call is as long as it may be, which counts from the answer', async () => {
    const { exchange, network, wait, clock } = await withPolicy({ maxCallMinutes: 0.5 })
    const leg = await wait(exchange.dial(ringing))
    await pass(clock, 40_000)
    expect(leg.state).toBe('alerting')
    network.subscriber(ringing).call?.answer()
    await untilTrue(clock, () => leg.state === 'active')
    await clock.advance(29_000)
    expect(leg.state).toBe('active')
    await pass(clock, 2_000)
    expect(leg.state).toBe('ended')
    expect(await leg.ended).toMatchObject({ endedBy: 'local' })
  })

  it('also a call that has another leg by then', async () => {
    const { exchange, connect, clock } = await withPolicy({ maxCallMinutes: 1 })
    const { leg } = await connect('a')
    const next = exchange.takeOver(leg)
    await clock.advance(59_000)
    await pass(clock, 2_000)
    expect(next.state).toBe('ended')
  })

  it('leaves no timer when the call ends before', async () => {
    const { talk, timers, clock } = await withPolicy({ maxCallMinutes: 60 })
    const idle = timers.timers
    await talk(5_000)
    await pass(clock, 3_000)
    expect(timers.timers).toBe(idle)
  })

  it('counts no minute after the end, however long the module is busy before it says why', async () => {
    const usagePath = join(temporaryFolder(), 'usage.json')
    const { exchange, modules, connect, clock, wait } = await withPolicy({ usagePath })
    const { leg, far } = await connect('a')
    modules[0]?.inject({ kind: 'lose', matching: /^\+COPS|^OK$/, times: 2 })
    const busyUntil = exchange.lines[0]?.modem?.command('AT+COPS?', 150_000).catch(() => {})
    await pass(clock, 1_000)
    far.hangUp(16)
    await untilTrue(clock, () => leg.state === 'ended')
    await pass(clock, 180_000)
    await busyUntil
    await wait(exchange.close())
    expect(JSON.parse(readFileSync(usagePath, 'utf8'))).toMatchObject({ lines: { a: { calls: 1, minutes: 1 } } })
  })

  it('dials so many times a minute', async () => {
    const { talk, ruleOf, dialled, clock } = await withPolicy({ callsPerMinute: 2 })
    await talk(1_000)
    await talk(1_000)
    expect(await ruleOf(answering)).toEqual(['DIAL_REFUSED', 'calls-a-minute'])
    await clock.advance(60_000)
    await talk(1_000)
    expect(dialled()).toHaveLength(3)
  })

  it('takes another line when the calls of one are used up, and none when all are', async () => {
    const { exchange, wait, ruleOf } = await withPolicy({ lineDay: { calls: 1 } }, { modules: 2 })
    for (const expected of ['a', 'b']) {
      const leg = await wait(exchange.dial(answering))
      expect(leg.line).toBe(expected)
      await wait(leg.hangUp())
    }
    expect(await ruleOf(answering)).toEqual(['DIAL_REFUSED', 'line-calls-a-day'])
    expect(await ruleOf(answering, 'b')).toEqual(['DIAL_REFUSED', 'line-calls-a-day'])
  })

  it('counts minutes that began, hangs up after the last, and dials again on the next day', async () => {
    const { talk, connect, ruleOf, wait, clock } = await withPolicy(
      { day: { minutes: 3 } },
      { startMs: new Date(2026, 7, 1, 23, 50).getTime() },
    )
    await talk(61_000)
    const { leg } = await connect('a')
    await clock.advance(59_000)
    expect(leg.state).toBe('active')
    await pass(clock, 3_000)
    expect(leg.state).toBe('ended')
    await wait(leg.ended)
    expect(await ruleOf(answering)).toEqual(['DIAL_REFUSED', 'minutes-a-day'])
    await clock.advance(10 * 60_000)
    await talk(1_000)
  })
})

describe('a call at midnight', () => {
  it('goes on with the minutes of the new day, and no longer than they last', async () => {
    const { connect, ruleOf, wait, clock } = await withPolicy(
      { day: { minutes: 2 } },
      { startMs: new Date(2026, 7, 1, 23, 58, 30).getTime() },
    )
    const { leg } = await connect('a')
    // Two minutes of the old day, of which the second ends in the new one, which has two of its own.
    await clock.advance(3 * 60_000)
    expect(leg.state).toBe('active')
    await clock.advance(59_000)
    expect(leg.state).toBe('active')
    await pass(clock, 3_000)
    expect(leg.state).toBe('ended')
    await wait(leg.ended)
    expect(await ruleOf(answering)).toEqual(['DIAL_REFUSED', 'minutes-a-day'])
  })
})

describe('what was dialled', () => {
  it('outlasts a restart, with the calls and minutes of a call that was up', async () => {
    const usagePath = join(temporaryFolder(), 'usage.json')
    const policy = { usagePath, lineDay: { calls: 2, minutes: 5 }, callsPerMinute: 2 }
    const first = await withPolicy(policy)
    await first.connect('a')
    await first.clock.advance(60_000)
    await untilTrue(first.clock, () => readFileSync(usagePath, 'utf8').includes('"minutes":2'), 30_000)
    // The file as it is while the call is up is what a kill would leave.
    const killed = readFileSync(usagePath, 'utf8')
    expect(JSON.parse(killed)).toMatchObject({ day: '2026-08-01', lines: { a: { calls: 1, minutes: 2 } } })
    const left = { ...policy, usagePath: `${usagePath}.left` }
    writeFileSync(left.usagePath, killed)
    const second = await withPolicy(left)
    await second.talk(1_000)
    expect(await second.ruleOf(answering)).toEqual(['DIAL_REFUSED', 'line-calls-a-day'])
    await second.wait(second.exchange.close())
    const third = await withPolicy({ ...left, lineDay: { minutes: 3 } })
    expect(await third.ruleOf(answering)).toEqual(['DIAL_REFUSED', 'line-minutes-a-day'])
  })

  it('with the rate', async () => {
    const policy = { usagePath: join(temporaryFolder(), 'usage.json'), callsPerMinute: 1 }
    const first = await withPolicy(policy)
    await first.talk(500)
    await first.wait(first.exchange.close())
    const second = await withPolicy(policy)
    expect(await second.ruleOf(answering)).toEqual(['DIAL_REFUSED', 'calls-a-minute'])
  })

  it.each([-7_200_000, 7_200_000])('counts in the rate although the wall clock is set by %i ms', async byMs => {
    const { talk, ruleOf, setWallClock, clock } = await withPolicy({ callsPerMinute: 1 })
    await talk(500)
    setWallClock(byMs)
    expect(await ruleOf(answering)).toEqual(['DIAL_REFUSED', 'calls-a-minute'])
    await clock.advance(60_000)
    await talk(500)
  })

  it('also on a machine whose clock begins in 1970, and not beyond the day', async () => {
    const policy = { usagePath: join(temporaryFolder(), 'usage.json'), day: { calls: 1 } }
    const first = await withPolicy(policy)
    await first.talk(500)
    await first.wait(first.exchange.close())
    const second = await withPolicy(policy, { startMs: 0 })
    expect(await second.ruleOf(answering)).toEqual(['DIAL_REFUSED', 'calls-a-day'])
    await second.wait(second.exchange.close())
    await (await withPolicy(policy, { startMs: noon + 86_400_000 })).talk(500)
  })

  it('is on the disk before the number is sent', async () => {
    const usagePath = join(temporaryFolder(), 'usage.json')
    const { exchange, sent, wait } = await withPolicy({ usagePath })
    const seen: string[] = []
    const push = sent[0]?.push
    if (!sent[0] || !push) throw new Error('no line')
    sent[0].push = function (...lines) {
      if (lines.some(line => line.startsWith('ATD'))) seen.push(readFileSync(usagePath, 'utf8'))
      return push.apply(this, lines)
    }
    await wait(exchange.dial(answering))
    expect(seen.map(text => JSON.parse(text).lines)).toEqual([{ a: { calls: 1, minutes: 0 } }])
  })

  it.each(['', 'not JSON', '{"day":"2026-08-01"}', '{"day":"x","lines":{"a":{"calls":-1,"minutes":0}},"recentMs":[]}'])(
    'FILE_FAILED for a file that holds %j',
    async text => {
      const usagePath = join(temporaryFolder(), 'usage.json')
      writeFileSync(usagePath, text)
      expect((await errorOf(Exchange.open({ lines: [], dialPolicy: { usagePath } }))).code).toBe('FILE_FAILED')
    },
  )

  it('is kept in a file of one program: another one, which would dial as much again, is refused', async () => {
    const usagePath = join(temporaryFolder(), 'usage.json')
    const first = await withPolicy({ usagePath })
    const opening = () => Exchange.open({ lines: [], dialPolicy: { usagePath } })
    expect((await errorOf(opening())).code).toBe('FILE_FAILED')
    await first.wait(first.exchange.close())
    await (await opening()).close()
  })

  it.each([
    ['a folder that is not there', () => '/nowhere/usage.json'],
    ['a place that cannot be written', () => '/proc/usage.json'],
    ['a folder that cannot take what replaces it', (folder: string) => join(folder, 'taken')],
    ['a pipe', (folder: string) => join(folder, 'pipe')],
  ])('FILE_FAILED for %s, before anything is dialled', async (_what, at) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'taken.next'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const opening = Exchange.open({ lines: [], dialPolicy: { usagePath: at(folder) } })
    expect((await errorOf(opening)).code).toBe('FILE_FAILED')
  })

  it('INVALID_ARGUMENT for the file of the records', async () => {
    const folder = temporaryFolder()
    const options = { records: { path: join(folder, 'x') }, dialPolicy: { usagePath: `${folder}/./x` } }
    expect((await errorOf(Exchange.open({ lines: [], ...options }))).code).toBe('INVALID_ARGUMENT')
  })

  it('is free again where the records cannot be kept', async () => {
    const usagePath = join(temporaryFolder(), 'usage.json')
    const opening = Exchange.open({ lines: [], dialPolicy: { usagePath }, records: { path: '/nowhere/calls.ndjson' } })
    expect((await errorOf(opening)).code).toBe('FILE_FAILED')
    await (await Exchange.open({ lines: [], dialPolicy: { usagePath } })).close()
  })
})
