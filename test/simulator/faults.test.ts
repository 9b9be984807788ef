import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import { type Fault, type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'
import { errorOf } from '../support/error-of.ts'
import { Host, stage } from './play.ts'

interface FaultyModule {
  readonly module: SimulatedModule
  readonly clock: ManualClock
  readonly host: Host
  /** What comes back until `ms` have passed. */
  heard(ms: number, ...commands: readonly string[]): Promise<readonly string[]>
}

async function faulty(...faults: readonly Fault[]): Promise<FaultyModule> {
  const { sim, clock, hosts } = await stage([{ family: 'ec25' }])
  const [module] = sim.modules
  const [host] = hosts
  if (!module || !host) throw new Error('no module')
  await host.send('AT\r')
  await clock.advance(0)
  host.takeText()
  module.inject(...faults)
  return {
    module,
    clock,
    host,
    heard: async (ms, ...commands) => {
      for (const command of commands) await host.send(`${command}\r`)
      await clock.advance(ms)
      return host.takeLines()
    },
  }
}

const twice = ['AT+CSQ', 'AT+CPAS']
const whole = ['+CSQ: 24,99', 'OK', '+CPAS: 0', 'OK']

describe('faults of lines', () => {
  it('without any, nothing changes', async () => {
    const { heard } = await faulty()
    expect(await heard(0, ...twice)).toEqual(whole)
  })

  const cases: [string, Fault, readonly string[], readonly string[]][] = [
    ['the first line to the host is lost', { kind: 'lose' }, ['OK', '+CPAS: 0', 'OK'], []],
    ['the one after two others', { kind: 'lose', after: 2 }, ['+CSQ: 24,99', 'OK', 'OK'], []],
    ['those that match', { kind: 'lose', matching: /^OK$/g, times: 2 }, ['+CSQ: 24,99', '+CPAS: 0'], []],
    ['the last that matches', { kind: 'lose', matching: /OK/, after: 1 }, ['+CSQ: 24,99', 'OK', '+CPAS: 0'], []],
    ['a command', { kind: 'lose', direction: 'to-module' }, ['+CPAS: 0', 'OK'], []],
    ['every line', { kind: 'lose', rate: 1 }, [], []],
    ['a line comes late', { kind: 'delay', ms: 500 }, ['OK', '+CPAS: 0', 'OK'], ['+CSQ: 24,99']],
    ['a line comes three times', { kind: 'double', copies: 3 }, ['+CSQ: 24,99', '+CSQ: 24,99', ...whole], []],
    ['a command comes twice', { kind: 'double', direction: 'to-module' }, ['+CSQ: 24,99', 'OK', ...whole], []],
    ['a line comes behind the next', { kind: 'reorder' }, ['OK', '+CSQ: 24,99', '+CPAS: 0', 'OK'], []],
    [
      'a command comes behind the next',
      { kind: 'reorder', direction: 'to-module' },
      [...whole.slice(2), ...whole.slice(0, 2)],
      [],
    ],
    ['the last line has no next', { kind: 'reorder', after: 3 }, whole.slice(0, 3), ['OK']],
    ['all wait', { kind: 'hold', after: 1, ms: 500 }, ['+CSQ: 24,99'], ['OK', '+CPAS: 0', 'OK']],
    ['the module stalls', { kind: 'stall', after: 1, ms: 500 }, ['+CSQ: 24,99', 'OK'], []],
  ]
  it.each(cases)('%s', async (_what, fault, now, later) => {
    const { heard } = await faulty(fault)
    expect(await heard(50, ...twice)).toEqual(now)
    expect(await heard(1_000)).toEqual(later)
    expect(await heard(0, 'AT')).toEqual(fault.kind === 'lose' && fault.rate ? [] : ['OK'])
  })

  it('a line comes in two pieces, and nothing between them', async () => {
    const { host, clock } = await faulty({ kind: 'split', ms: 500, matching: /CSQ/ })
    await host.send('AT+CSQ\rAT+CPAS\r')
    const pieces: string[] = []
    for (const ms of [499, 1]) {
      await clock.advance(ms)
      pieces.push(host.takeText())
    }
    expect(pieces.every(piece => piece !== '')).toBe(true)
    expect('\r\n+CSQ: 24,99\r\n').toContain(pieces[0])
    expect(pieces.join('')).toBe(whole.map(line => `\r\n${line}\r\n`).join(''))
  })

  it.each(['flip', 'truncate', 'noise'] as const)('a line is made unreadable: %s; the next one is well', async how => {
    const { host, clock } = await faulty({ kind: 'corrupt', how, seed: 3 })
    await host.send('AT+CSQ\r')
    await clock.advance(0)
    const text = host.takeText()
    expect(text).not.toBe('\r\n+CSQ: 24,99\r\n\r\nOK\r\n')
    expect(text.endsWith('\r\nOK\r\n')).toBe(true)
  })
})

describe('chance', () => {
  const struck = async (seed: number) => {
    const { heard } = await faulty({ kind: 'lose', rate: 0.3, seed })
    return (await heard(0, ...Array.from({ length: 200 }, () => 'AT'))).length
  }

  it('strikes as often as the rate says', async () => {
    expect(await struck(1)).toBeGreaterThan(110)
    expect(await struck(1)).toBeLessThan(170)
  })

  it('is the same for the same seed, and another for others', async () => {
    expect(await struck(5)).toBe(await struck(5))
    expect(new Set(await Promise.all([1, 2, 3, 4, 5, 6].map(struck))).size).toBeGreaterThan(1)
  })
})

describe('faults of ports and modules', () => {
  it.each([1, 5, 9, 14, 15, 21])('the line is cut after byte %i', async byte => {
    const { host, clock, module } = await faulty({ kind: 'cut-at-byte', byte })
    await host.send('AT+CSQ\r')
    await clock.advance(0)
    expect(host.takeText()).toBe('\r\n+CSQ: 24,99\r\n\r\nOK\r\n'.slice(0, byte))
    expect((await errorOf(host.send('AT\r'))).code).toBe('PORT_CLOSED')
    const again = new Host(module.transport())
    await again.open()
    await again.send('AT\r')
    await clock.advance(0)
    expect(again.takeLines()).toEqual(['OK'])
  })

  it('the line is cut in the middle of a command: the module never carries it out', async () => {
    const { host, clock, module } = await faulty({ kind: 'cut-at-byte', direction: 'to-module', byte: 12 })
    await host.send('ATD5550101;\r')
    await clock.advance(0)
    expect(module.truth()).toHaveLength(1)
    const other = await faulty({ kind: 'cut-at-byte', direction: 'to-module', byte: 11 })
    await other.host.send('ATD5550101;\r')
    await other.clock.advance(0)
    expect(other.module.truth()).toEqual([])
  })

  it('the line is cut, or the module restarts, right after a line', async () => {
    for (const kind of ['cut', 'reset'] as const) {
      const { heard, module } = await faulty({ kind, matching: /CSQ/ })
      expect(await heard(0, ...twice)).toEqual(whole.slice(0, 1))
      expect(module.truth()).toEqual([])
    }
    const { heard } = await faulty({ kind: 'reset' })
    await heard(0, 'AT')
    expect(await heard(10_000)).toEqual(['RDY'])
  })

  it('unsolicited lines come in masses, and end', async () => {
    const { heard, clock, host } = await faulty({
      kind: 'flood',
      line: '+QIND: "act","LTE"',
      perSecond: 1_000,
      ms: 2_000,
    })
    await heard(0, 'AT')
    await clock.advance(1_000)
    expect(host.takeLines().length).toBeGreaterThanOrEqual(990)
    await clock.advance(2_000)
    host.takeLines()
    await clock.advance(1_000)
    expect(host.takeLines()).toEqual([])
  })

  it('files pass as they are, and what passed is counted', async () => {
    const { module, host, clock } = await faulty()
    const injected = module.inject({ kind: 'lose', matching: /DATA/, direction: 'to-module' })
    await host.send('AT+QFUPL="a.bin",10,5\r')
    await clock.advance(0)
    await host.send('\rAT+DATA\r\r')
    await clock.advance(1_000)
    expect(host.takeLines()).toContain('OK')
    expect(injected.struck).toBe(0)
    expect(injected.traffic['to-module']).toEqual({ lines: 1, bytes: 32 })
    injected.stop()
    await host.send('AT\r')
    await clock.advance(0)
    expect(injected.traffic['to-module'].lines).toBe(1)
  })
})

describe('what no fault can be', () => {
  const wrong: [string, unknown][] = [
    ['an unknown kind', { kind: 'explode' }],
    ['no time', { kind: 'delay' }],
    ['too long', { kind: 'stall', ms: 600_001 }],
    ['too many', { kind: 'flood', line: 'RING', perSecond: 10_001, ms: 1 }],
    ['a rate above 1', { kind: 'lose', rate: 1.1 }],
    ['half a line', { kind: 'lose', after: 0.5 }],
    ['no byte', { kind: 'cut-at-byte', byte: 0 }],
    ['an unknown direction', { kind: 'lose', direction: 'up' }],
    ['a text to match', { kind: 'lose', matching: 'RING' }],
  ]
  it.each(wrong)('%s: INVALID_ARGUMENT', async (_what, fault) => {
    const { modules } = await startSimulator({ clock: new ManualClock() })
    expect(() => modules[0]?.inject(fault as Fault)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})
