import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FakeIo } from './fake-io.ts'

const answered = [
  '> ATD10086;',
  '< OK',
  '< ^DSCI: 1,0,2,0,10086,129',
  '< ^DSCI: 1,0,7,0,10086,129',
  '< ^DSCI: 1,0,3,0,10086,129',
  '< ^DSCI: 1,0,6,0,10086,129',
  '< NO CARRIER',
]

const callbacks = [
  { callback: [14, 1, 0, 2, 0, 0, '10086', 129] },
  { callback: [15, 1, 0, 7, 0, 0, '10086', 129] },
  { callback: [11, 1, 0, 3, 0, 0, '10086', 129] },
  { callback: [12, 1, 0, 6, 0, 0, '10086', 129] },
]

function transcript(content: string | Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'cellvoice-cli-')), 'transcript.txt')
  writeFileSync(file, content)
  return file
}

test.each([
  ['LF', `${answered.join('\n')}\n`],
  ['CR LF', `${answered.join('\r\n')}\r\n`],
  ['no line end at the end', answered.join('\n')],
  ['a byte order mark', `\ufeff${answered.join('\n')}`],
  ['comments and empty lines', `# é is here\n\n${answered.join('\n\n# between\n')}`],
])('one callback a line: %s', async (_what, content) => {
  const io = new FakeIo()
  expect(await io.run(['replay', transcript(content)])).toBe(0)
  expect(io.stdout.objects).toEqual(callbacks)
  expect(io.stderr.text).toBe('')
})

test('stdin is read as it comes: callbacks are printed before the input ends', async () => {
  const io = new FakeIo()
  io.stdin.write(`${answered.slice(0, 4).join('\n')}\n`)
  const rest = () => void io.stdin.end(answered.slice(4).join('\n'))
  expect(await io.run(['replay', '-'], [['"callback":[15', rest]])).toBe(0)
  expect(io.stdout.objects).toEqual(callbacks)
})

test('bytes that are not UTF-8 are read as latin1', async () => {
  const io = new FakeIo()
  const bytes = Buffer.from('< +CLIP: "+491",145,,,"M\xfcller",0\n< \xff\xfe\x00\n< RING\n', 'latin1')
  expect(await io.run(['replay', transcript(bytes)])).toBe(0)
  expect(io.stdout.objects).toEqual([{ callback: [10, 1, 1, 4, 0, 0, '+491', 145] }])
})

test.each([
  ['volte', [14, 15, 11, 12]],
  ['auto', [14, 15, 11, 12]],
  ['cs', [7, 3, 4]],
  ['legacy', [4104, 4105]],
])('--family %s: codes %j', async (family, codes) => {
  const io = new FakeIo()
  await io.run(['replay', '--family', family, transcript(answered.join('\n'))])
  expect(io.stdout.objects.map(({ callback }) => (callback as number[])[0])).toEqual(codes)
})

test('--events prints call events too', async () => {
  const io = new FakeIo()
  await io.run(['replay', '--events', transcript(answered.join('\n'))])
  expect(io.stdout.objects.map(({ kind }) => kind ?? 'callback')).toEqual([
    ...['state', 'callback', 'state', 'callback', 'state', 'callback', 'ended', 'callback'],
    'cause',
  ])
})

test.each([
  ['a line without its mark', `${answered.join('\n')}\nOK\n`, 'line 8', 4],
  ['a line of 100 000 bytes', `${answered.join('\n')}\n# ${'x'.repeat(100_000)}\n`, 'line 8', 4],
  ['a file that is one endless line', 'x'.repeat(5_000_000), 'line 1', 0],
])('%s: INVALID_TRANSCRIPT names it, after the callbacks before it', async (_what, content, line, count) => {
  const io = new FakeIo()
  expect(await io.run(['replay', transcript(content)])).toBe(7)
  expect(io.stderr.lines).toEqual([expect.stringMatching(/^cellvoice: INVALID_TRANSCRIPT: /)])
  expect(io.stderr.text).toContain(line)
  expect(io.stdout.lines).toHaveLength(count)
})

test.each([['/does/not/exist.txt'], ['/']])('a file that cannot be read: %s', async file => {
  const io = new FakeIo()
  expect(await io.run(['replay', file])).toBe(2)
  expect(io.stderr.lines).toEqual([expect.stringMatching(/^cellvoice: INVALID_ARGUMENT: .*cannot be read/)])
})

test('ten thousand calls in a row', async () => {
  const io = new FakeIo()
  const calls = Array.from({ length: 10_000 }, () => answered.join('\n')).join('\n')
  expect(await io.run(['replay', transcript(calls)])).toBe(0)
  expect(io.stdout.lines).toHaveLength(40_000)
})
