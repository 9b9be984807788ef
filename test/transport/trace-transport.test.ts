import { expect, test } from 'vitest'
import { memoryTransportPair } from '../../src/transport/memory-transport.ts'
import { traceTransport } from '../../src/transport/trace-transport.ts'
import { RecordingListener } from '../support/recording-listener.ts'

/** Passes `session` through a traced line: `>` the host writes, `<` the module sends, in chunks of at most `chunkBytes`. */
async function transcriptOf(session: readonly ['>' | '<', string][], chunkBytes = 1000): Promise<string[]> {
  const lines: string[] = []
  const [host, module] = memoryTransportPair(undefined, { chunkBytes })
  const traced = traceTransport(host, line => lines.push(line))
  await traced.open(new RecordingListener())
  await module.open(new RecordingListener())
  for (const [direction, text] of session) {
    for (let from = 0; from < text.length; from += chunkBytes) {
      const bytes = Buffer.from(text.slice(from, from + chunkBytes), 'latin1')
      await (direction === '>' ? traced : module).write(bytes)
      await Promise.resolve()
    }
  }
  await traced.close()
  return lines.slice(1, -1)
}

test.each<[string, ['>' | '<', string][], string[]]>([
  [
    'a command and its response',
    [
      ['>', 'AT+CLCC\r'],
      ['<', '\r\n+CLCC: 1,0,0,0,0,"10086",129\r\n\r\nOK\r\n'],
    ],
    ['> AT+CLCC', '< +CLCC: 1,0,0,0,0,"10086",129', '< OK'],
  ],
  [
    'an echo',
    [
      ['>', 'AT\r'],
      ['<', 'AT\r\r\nOK\r\n'],
    ],
    ['> AT', '< AT', '< OK'],
  ],
  [
    'unsolicited lines',
    [
      ['<', '\r\nRING\r\n'],
      ['<', '\r\n^DSCI: 1,1,4,0,10086,129\r\n'],
    ],
    ['< RING', '< ^DSCI: 1,1,4,0,10086,129'],
  ],
  [
    'a prompt, and text that ends with Ctrl-Z',
    [
      ['>', 'AT+CMGS=5\r'],
      ['<', '\r\n> '],
      ['>', 'hello\x1a'],
      ['<', '\r\nOK\r\n'],
    ],
    ['> AT+CMGS=5', '< > ', '> hello\\x1a', '< OK'],
  ],
  [
    'a line in the middle of a command',
    [
      ['>', 'AT+C'],
      ['<', '\r\nRING\r\n'],
      ['>', 'LCC\r'],
    ],
    ['> AT+C', '< RING', '> LCC'],
  ],
  ['bytes that are not printable ASCII', [['<', 'a\\b\0\x7f\xe9\r\n']], ['< a\\\\b\\x00\\x7f\\xe9']],
  ['the last part of a line, at the end', [['<', '\r\nRI']], ['< RI']],
])('%s', async (_, session, expected) => {
  expect(await transcriptOf(session)).toEqual(expected)
  for (const chunkBytes of [1, 2, 3, 7]) expect(await transcriptOf(session, chunkBytes)).toEqual(expected)
})

test('a line without end is cut, so that binary data does not fill the memory', async () => {
  const lines = await transcriptOf([['<', 'x'.repeat(10_000)]])
  expect(lines.map(line => line.length)).toEqual([4098, 4098, 1810])
})

test('opening, loss, refusal and closing appear as comments', async () => {
  const lines: string[] = []
  const [host] = memoryTransportPair(['port', 'module'])
  const traced = traceTransport(host, line => lines.push(line))
  const listener = new RecordingListener()
  await traced.open(listener)
  host.cut()
  await expect(traced.write(Buffer.from('AT\r'))).rejects.toMatchObject({ code: 'PORT_CLOSED' })
  await traced.close()
  expect(listener.losses.map(reason => reason.code)).toEqual(['PORT_LOST'])
  expect(lines).toEqual([
    '# opened port',
    expect.stringMatching(/^# lost: The line to the module is gone/),
    '> AT',
    expect.stringMatching(/^# not written: The port is closed/),
    '# closed port',
  ])
})

test('a sink that throws ends the transcript, not the line', async () => {
  const [host, module] = memoryTransportPair()
  let calls = 0
  const traced = traceTransport(host, () => {
    calls++
    throw new Error('disk full')
  })
  const listener = new RecordingListener()
  await traced.open(listener)
  await module.open(new RecordingListener())
  await module.write(Buffer.from('\r\nRING\r\n'))
  await Promise.resolve()
  expect(listener.text).toBe('\r\nRING\r\n')
  expect(calls).toBe(1)
})
