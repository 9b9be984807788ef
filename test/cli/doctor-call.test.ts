import { expect, test } from 'vitest'
import { checks } from '../../src/cli/doctor/checks.ts'
import { clockDrift } from '../../src/cli/doctor/clock-drift.ts'
import type { DoctorFacts, TestCallFacts } from '../../src/cli/doctor/doctor-facts.ts'
import type { MediaPath } from '../../src/index.ts'
import type { ModuleOptions } from '../../src/simulator/index.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { consult, type Diagnosis, healthySystem, lineTo, simulatedPatient } from '../support/doctor-visit.ts'

/** Speaks for ten seconds; picks up and is silent; is busy. Numbers of the simulated network. */
const [SPEAKER, LISTENER, BUSY] = ['5550800', '5550100', '10010']

/** What a test call finds on a simulated module; no call is left behind. */
async function callFrom(options: ModuleOptions, number: string, sound?: Transport): Promise<Diagnosis> {
  const { module, clock } = await simulatedPatient(options)
  const audio: MediaPath = { kind: 'pcm-port', port: { transport: sound ?? module.pcmTransport() } }
  const diagnosis = await consult(
    healthySystem(() => lineTo(module)),
    { audio, call: number },
    clock,
  )
  expect(module.truth()).toEqual([])
  return diagnosis
}

test('a call whose sound goes both ways has no finding', async () => {
  const { found, the, code } = await callFrom({}, SPEAKER)
  expect(found).toEqual([])
  expect(['test-call', 'sound-from-far-end', 'sound-to-far-end', 'drift'].map(id => the(id).result)).toEqual([
    'ok',
    'ok',
    'ok',
    'ok',
  ])
  expect(code).toBe(0)
})

test('a far end that is silent may be all right: a hint', async () => {
  const { found } = await callFrom({}, LISTENER)
  expect(found).toEqual(['hint sound-from-far-end'])
})

test('a sound path on which nothing comes', async () => {
  const mute: Transport = { name: 'mute', open: async () => {}, write: async () => {}, close: async () => {} }
  const { found, the } = await callFrom({}, SPEAKER, mute)
  expect(found).toEqual(['fault sound-from-far-end'])
  expect(the('sound-from-far-end').remedy).toMatch(/AT\+CFUN=1,1/)
})

test.each(['alerting', 'active'])('Ctrl-C in a call that is %s hangs it up', async state => {
  const { module, clock } = await simulatedPatient({})
  const audio: MediaPath = { kind: 'pcm-port', port: { transport: module.pcmTransport() } }
  const isThere = () => module.truth().some(call => call.state === state)
  const consulted = consult(
    healthySystem(() => lineTo(module)),
    { audio, call: LISTENER },
    clock,
    isThere,
  )
  await expect(consulted).rejects.toThrow(/abort/i)
  expect(module.truth()).toEqual([])
})

test('a call that nobody takes', async () => {
  const { found, code } = await callFrom({}, BUSY)
  expect(found).toEqual(['fault test-call'])
  expect(code).toBe(9)
})

test.each([
  [3_000, ['fault drift']],
  [-600, ['hint drift']],
  [60, []],
] as const)('an audio clock that is off by %i millionths', async (audioClockPpm, findings) => {
  const { found } = await callFrom({ audioClockPpm }, SPEAKER)
  expect(found).toEqual(findings)
})

test.each(['112', '911', '999', '+8816 12345678', '*#21#', '0900123456'.replace(/^0/, '+1')])(
  'no call to %s: refused before anything is opened',
  async number => {
    const { module } = await simulatedPatient({})
    const opened: string[] = []
    const system = healthySystem(() => {
      opened.push('the port')
      return lineTo(module)
    })
    await expect(consult(system, { call: number })).rejects.toMatchObject({ name: 'CellvoiceError' })
    expect(opened).toEqual([])
  },
)

test.each([
  ['09098790000', '44', 'DIAL_REFUSED'],
  ['0900123456', '49', 'DIAL_REFUSED'],
  ['01632960961', '044', 'INVALID_ARGUMENT'],
])('%s in country %s: refused before anything is opened', async (number, country, code) => {
  const system = healthySystem(() => expect.fail('opened'))
  await expect(consult(system, { call: number, country })).rejects.toMatchObject({ code })
})

const heard: TestCallFacts = {
  number: '5550800',
  failure: null,
  soundFailure: null,
  received: 400,
  sent: 400,
  dropped: 0,
  listenedMs: 8_000,
  downlinkPeak: 9_000,
  driftPpm: 10,
}

test.each<readonly [string, Partial<TestCallFacts>, string, RegExp]>([
  ['the device takes nothing', { sent: 0 }, 'sound-to-far-end', /one-way/],
  ['the device loses what it is given', { dropped: 90 }, 'sound-to-far-end', /lost 90/],
  ['frames are missing', { received: 300, sent: 300 }, 'sound-from-far-end', /300 of 400/],
])('%s', (_what, differences, id, what) => {
  const check = checks.find(one => one.id === id)
  // The other facts are of no concern to a check of the call.
  const facts = { call: { ...heard, ...differences } } as DoctorFacts
  expect(check?.run(facts)).toMatchObject({ kind: 'found', severity: 'fault', what: expect.stringMatching(what) })
})

test.each([
  ['exact', (index: number) => index * 20, 0],
  ['fast by a thousandth', (index: number) => (index * 20) / 1.001, 1_000],
  ['slow by a thousandth, and 2 ms to and fro', (index: number) => (index * 20) / 0.999 + (index % 2) * 2, -1_000],
])('the drift of frames that come %s', (_what, at, ppm) => {
  const drift = clockDrift(Array.from({ length: 500 }, (_, index) => at(index)))
  expect(Math.abs((drift ?? Number.NaN) - ppm)).toBeLessThan(30)
})

test('too few frames, and frames that come in heaps, tell of no drift', () => {
  expect(clockDrift([0, 20, 40])).toBeNull()
  expect(clockDrift(Array.from({ length: 200 }, (_, index) => Math.floor(index / 50) * 1_000))).toBeNull()
})
