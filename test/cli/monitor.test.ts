import { expect, test } from 'vitest'
import { systemClock } from '../../src/index.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { FakeIo } from './fake-io.ts'

test('monitor shows where the module is, unsolicited lines, calls and callbacks, and ends after --for', async () => {
  const io = new FakeIo()
  expect(await io.run(['monitor', '--port', 'sim', '--for', '4', '--caller', '5551234'])).toBe(0)
  expect(io.stdout.lines).toEqual([
    'Quectel EC200U on simulated EC200U 1',
    'AT+CPIN? -> +CPIN: READY',
    expect.stringMatching(/^AT\+CSQ -> \+CSQ: \d+,\d+$/),
    expect.stringMatching(/^AT\+COPS\? -> \+COPS: 0,0,/),
    expect.stringMatching(/^AT\+CREG\? -> \+CREG: 2,1,/),
    expect.stringMatching(/^AT\+CEREG\? -> \+CEREG: 2,1,/),
    '< +CRING: VOICE',
    'incoming call from 5551234',
    expect.stringMatching(/^< \+CLIP: "5551234",129/),
    expect.stringMatching(/^< \^DSCI: 1,1,4,0,5551234,129/),
    'callback [10,1,1,4,0,0,"5551234",129]  incoming call',
  ])
})

test.each(
  ['monitor', 'answer', 'record call.wav'].flatMap(command =>
    ['+15550100000', '15550100000', '123', '12', 'abc', '', '+1234567890123456'].map(
      caller => [command, caller] as const,
    ),
  ),
)('%s --caller %j is refused before anything is opened: nobody can call from there', async (command, caller) => {
  const io = new FakeIo()
  expect(await io.run([...command.split(' '), '--port', 'sim', '--caller', caller])).toBe(2)
  expect(io.stderr.lines).toEqual([
    expect.stringMatching(/^cellvoice: INVALID_ARGUMENT: option '--caller <number>' argument .* is invalid\. It is /),
  ])
  expect(io.stdout.text).toBe('')
})

test('--json gives each unsolicited line with what it says', async () => {
  const io = new FakeIo()
  await io.run(['monitor', '--port', 'sim', '--for', '4', '--caller', '5551234', '--json'])
  expect(io.stdout.objects).toContainEqual({
    event: 'unsolicited',
    time: expect.any(String),
    line: '+CRING: VOICE',
    message: { kind: 'ring', voice: true, type: 'VOICE' },
  })
  expect(io.stdout.objects).toContainEqual({ callback: [10, 1, 1, 4, 0, 0, '5551234', 129] })
})

test('a registration is told in words; control characters of a module do not reach the terminal', async () => {
  const simulator = await startSimulator()
  const [module] = simulator.modules
  const served = await module?.serveTcp()
  const io = new FakeIo({ clock: systemClock })
  const lose = () => module?.say('+CREG: 5,"1A2B","01234567",7')
  const end = () => io.signal('SIGINT')
  const code = await io.run(
    ['monitor', '--port', served?.path ?? ''],
    [
      ['AT+CEREG?', () => module?.say('+CUSD: 0,"\x1b]2;title\x07",15')],
      ['title', lose],
      ['roaming', end],
    ],
  )
  expect(code).toBe(130)
  expect(io.stdout.lines.at(-2)).toBe('< +CUSD: 0,"\\x1b]2;title\\x07",15')
  expect(io.stdout.lines.at(-1)).toBe('< +CREG: 5,"1A2B","01234567",7  registered, roaming, LTE, cell 01234567')
  await simulator.close()
})

test('a lost line is one clear error, exit code 5', async () => {
  const simulator = await startSimulator()
  const [module] = simulator.modules
  const served = await module?.serveTcp()
  const io = new FakeIo({ clock: systemClock })
  const code = await io.run(['monitor', '--port', served?.path ?? ''], [['AT+CEREG?', () => module?.unplug()]])
  expect(code).toBe(5)
  expect(io.stdout.lines.at(-1)).toBe('line lost')
  expect(io.stderr.lines).toEqual([expect.stringMatching(/^cellvoice: PORT_LOST: .*open the port again\.$/)])
  await simulator.close()
})
