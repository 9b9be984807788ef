import { expect, test } from 'vitest'
import { systemClock } from '../../src/index.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { FakeIo } from './fake-io.ts'

test('answer --once takes one call, shows it, and ends when it is over', async () => {
  const io = new FakeIo()
  expect(await io.run(['answer', '--once', '--port', 'sim'])).toBe(0)
  expect(io.stdout.lines).toEqual([
    'Quectel EC200U on simulated EC200U 1',
    'incoming call from +15550100',
    'callback [10,1,1,4,0,0,"+15550100",145]  incoming call',
    'answered',
    'callback [11,1,1,3,0,0,"+15550100",145]  connected',
    ...['in call 0:01', 'in call 0:02', 'in call 0:03', 'in call 0:04'],
    'over',
    'callback [12,1,1,6,0,0,"+15550100",145]  ended',
    expect.stringMatching(/^\+15550100: ended by the far end after 0:05: normal clearing/),
  ])
  expect(io.stderr.lines).toEqual(['waiting for calls'])
})

test('--after lets it ring first', async () => {
  const io = new FakeIo()
  await io.run(['answer', '--once', '--after', '8', '--port', 'sim', '--json'])
  const times = Object.fromEntries(
    io.stdout.objects.map(({ state, event, time }) => [state ?? event, Date.parse(String(time))]),
  )
  expect((times.active ?? 0) - (times.incoming ?? 0)).toBeGreaterThanOrEqual(8_000)
  expect((times.active ?? 0) - (times.incoming ?? 0)).toBeLessThan(8_500)
})

test('--reject hangs up without an answer', async () => {
  const io = new FakeIo()
  expect(await io.run(['answer', '--once', '--reject', '--port', 'sim', '--json'])).toBe(0)
  expect(io.stdout.objects.flatMap(({ callback }) => (callback ? [(callback as number[])[0]] : []))).toEqual([10, 12])
  expect(io.stdout.objects.at(-1)).toMatchObject({ event: 'ended', endedBy: 'local', answered: false, seconds: null })
})

test('--count 3 takes three calls', async () => {
  const io = new FakeIo()
  expect(await io.run(['answer', '--count', '3', '--port', 'sim', '--json', '--caller', '5551234'])).toBe(0)
  const ends = io.stdout.objects.filter(({ event }) => event === 'ended')
  expect(ends.map(({ call, number, answered }) => [call, number, answered])).toEqual([
    [1, '5551234', true],
    [2, '5551234', true],
    [3, '5551234', true],
  ])
})

test.each([
  ['the same with a plus', '15551234', 0],
  ['the same', '+15551234', 0],
])('--from takes calls from %s', async (_what, from, code) => {
  const io = new FakeIo()
  const args = ['answer', '--once', '--reject', '--port', 'sim', '--caller', '+15551234', '--from', from]
  expect(await io.run(args)).toBe(code)
})

test('--from leaves calls from others ringing until they give up', async () => {
  const io = new FakeIo()
  const interrupt = () => io.signal('SIGINT')
  const code = await io.run(
    ['answer', '--port', 'sim', '--caller', '+15551234', '--from', '+15559999'],
    [['not answered', interrupt]],
  )
  expect(code).toBe(130)
  expect(io.stdout.text).not.toContain('connected')
})

test('--max hangs up so long after the answer', async () => {
  const io = new FakeIo()
  await io.run(['answer', '--once', '--max', '2', '--port', 'sim', '--json'])
  expect(io.stdout.objects.at(-1)).toMatchObject({ event: 'ended', endedBy: 'local', seconds: 2 })
})

test('Ctrl-C in an answered call hangs it up', async () => {
  const io = new FakeIo()
  expect(await io.run(['answer', '--port', 'sim'], [['connected', () => io.signal('SIGINT')]])).toBe(130)
  expect(io.stdout.lines.at(-1)).toMatch(/^\+15550100: hung up here after 0:0/)
})

test('Ctrl-C while nothing rings ends at once', async () => {
  const io = new FakeIo()
  expect(await io.run(['answer', '--port', 'sim'], [['waiting', () => io.signal('SIGINT')]])).toBe(130)
  expect(io.stdout.lines).toEqual(['Quectel EC200U on simulated EC200U 1'])
})

test('a call that rings already when answer starts is shown and taken', async () => {
  const simulator = await startSimulator()
  const [module] = simulator.modules
  simulator.network.call('5551234', module?.number ?? '')
  const served = await module?.serveTcp()
  await new Promise(resolve => setTimeout(resolve, 1_000))
  const io = new FakeIo({ clock: systemClock })
  expect(await io.run(['answer', '--once', '--reject', '--port', served?.path ?? ''])).toBe(0)
  expect(io.stdout.lines[1]).toBe('incoming call from 5551234')
  expect(io.stdout.lines.at(-1)).toMatch(/^5551234: hung up here, not answered/)
  await simulator.close()
})
