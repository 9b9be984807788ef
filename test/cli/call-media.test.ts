import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { wavFile } from '../../src/audio/index.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { FakeIo } from './fake-io.ts'

/** A folder with a prompt, a text, and nothing of the name `absent.wav`. */
function folder(): string {
  const path = temporaryFolder()
  writeFileSync(join(path, 'prompt.wav'), wavFile(new Int16Array(8_000).fill(1_000)))
  writeFileSync(join(path, 'text.wav'), 'this is no sound at all, not even a header of one')
  writeFileSync(join(path, 'song.mp3'), 'ID3 and so on, as long as a header is')
  return path
}

test.each<[string, string[], string]>([
  ['a file that is not there', ['--play', 'absent.wav'], 'FILE_FAILED'],
  ['a file that is no sound', ['--play', 'text.wav'], 'AUDIO_FILE_INVALID'],
  ['a file of another kind', ['--play', 'song.mp3'], 'AUDIO_FILE_UNSUPPORTED'],
  ['an AMR file that is not there', ['--play', 'absent.amr'], 'FILE_FAILED'],
  ['a folder', ['--play', '.'], 'FILE_FAILED'],
  ['an empty text', ['--say', ''], 'INVALID_ARGUMENT'],
  ['a text of blanks', ['--say', ' \n'], 'INVALID_ARGUMENT'],
  ['a voice without a text', ['--voice', 'de', '--play', 'prompt.wav'], 'INVALID_ARGUMENT'],
  ['nothing to be played until its end', ['--until-played'], 'INVALID_ARGUMENT'],
  ['nothing but a recording to be played until its end', ['--until-played', '--record', 'a.wav'], 'INVALID_ARGUMENT'],
  ['the microphone after the hang-up', ['--play', 'prompt.wav', '--until-played', '--mic'], 'INVALID_ARGUMENT'],
])('%s is refused before a port is opened: exit code 2', async (_, options, code) => {
  const path = folder()
  const inFolder = options.map(word => (/^(\.|.*\.(wav|amr|mp3))$/.test(word) ? join(path, word) : word))
  for (const command of [['dial', '5550101'], ['answer']]) {
    const io = new FakeIo()
    expect(await io.run([...command, ...inFolder, '--port', '/dev/no-such-port', '--json'])).toBe(2)
    expect(io.stdout.objects).toEqual([{ error: expect.objectContaining({ code }) }])
  }
})

test('the microphone of this machine on a module that keeps its sound: refused before anybody is called', async () => {
  const io = new FakeIo()
  expect(await io.run(['dial', '5550101', '--mic', '--port', 'sim:ec200u', '--json'])).toBe(6)
  expect(io.stdout.objects.at(-1)).toEqual({ error: expect.objectContaining({ code: 'NOT_SUPPORTED' }) })
  expect(io.stdout.text).not.toContain('dialing')
})

test('a module that plays nothing to the far end: told, the call goes on, exit code 8', async () => {
  const io = new FakeIo({ withFiles: true })
  const args = [
    'dial',
    '5550101',
    '--play',
    join(folder(), 'prompt.wav'),
    '--max',
    '3',
    '--port',
    'sim:ec600n',
    '--json',
  ]
  expect(await io.run(args)).toBe(8)
  expect(io.stdout.objects).toContainEqual({ error: expect.objectContaining({ code: 'NOT_SUPPORTED' }) })
  expect(io.stdout.objects.at(-1)).toMatchObject({ event: 'ended', answered: true, seconds: expect.closeTo(3, 0) })
})

test('a call that is not answered keeps its own exit code', async () => {
  const io = new FakeIo({ withFiles: true })
  const args = [
    'dial',
    '10010',
    '--play',
    join(folder(), 'prompt.wav'),
    '--until-played',
    '--port',
    'sim:ec25',
    '--json',
  ]
  expect(await io.run(args)).toBe(10)
})

test.each([
  ['live', 'sim:ec25'],
  ['module', 'sim:ec200u'],
])('dial --play --until-played, %s, on %s: played to its end, then hung up', async (source, port) => {
  const io = new FakeIo({ withFiles: true })
  const file = join(folder(), 'prompt.wav')
  expect(await io.run(['dial', '5550101', '--play', file, '--until-played', '--port', port, '--json'])).toBe(0)
  const events = io.stdout.objects.flatMap(({ event, source: from, end }) =>
    event === 'playing' || event === 'played' ? [[event, from ?? end]] : [],
  )
  expect(events).toEqual([
    ['playing', source],
    ['played', 'finished'],
  ])
  expect(io.stdout.objects.at(-1)).toMatchObject({ event: 'ended', endedBy: 'local', answered: true })
})

/** What was told of recordings, in order: where each went, and what went wrong. */
const recorded = (io: FakeIo) =>
  io.stdout.objects.flatMap(({ event, path, error }) =>
    error ? [(error as { code: string }).code] : event === 'recorded' ? [basename(String(path))] : [],
  )

test('answer --count --record: each call has a file of its own, and what is there is passed over', async () => {
  const io = new FakeIo({ withFiles: true })
  const path = temporaryFolder()
  writeFileSync(join(path, 'a-2.wav'), 'mine')
  const args = ['answer', '--count', '3', '--record', join(path, 'a.wav'), '--port', 'sim:ec25', '--json']
  expect(await io.run(args)).toBe(0)
  // Files answer in real time, so that of a short call may be told after that of the next.
  expect(recorded(io).toSorted()).toEqual(['a-3.wav', 'a-4.wav', 'a.wav'])
  expect(readdirSync(path).toSorted()).toEqual(['a-2.wav', 'a-3.wav', 'a-4.wav', 'a.wav'])
  expect(readFileSync(join(path, 'a-2.wav'), 'utf8')).toBe('mine')
})

test('dial --play --record on a module that does one at a time: it records when all is played, and says so', async () => {
  const io = new FakeIo({ withFiles: true })
  const file = join(temporaryFolder(), 'a.wav')
  const args = ['dial', '5550101', '--play', join(folder(), 'prompt.wav'), '--record', file, '--max', '4']
  expect(await io.run([...args, '--port', 'sim:ec200u', '--json'])).toBe(0)
  expect(io.stderr.text).toContain('one at a time: the recording begins when all is played')
  const events = io.stdout.objects.flatMap(({ event }) => (/^(play|record)/.test(String(event)) ? [event] : []))
  expect(events).toEqual(['playing', 'played', 'recording', 'recorded'])
  const { durationMs } = io.stdout.objects.find(({ event }) => event === 'recorded') ?? {}
  expect(durationMs).toBeGreaterThan(1_000)
  expect(durationMs).toBeLessThan(3_000)
})

test('dial --play --until-played --record on such a module: nothing would be recorded, and nobody is called', async () => {
  const io = new FakeIo({ withFiles: true })
  const args = ['dial', '5550101', '--play', join(folder(), 'prompt.wav'), '--until-played']
  const record = ['--record', join(temporaryFolder(), 'a.wav')]
  expect(await io.run([...args, ...record, '--port', 'sim:ec200u', '--json'])).toBe(6)
  expect(io.stdout.objects.at(-1)).toEqual({ error: expect.objectContaining({ code: 'NOT_SUPPORTED' }) })
  expect(io.stdout.text).not.toContain('dialing')
})

test('the PCM port of a simulated module: why it is taken agrees with what is taken', async () => {
  const io = new FakeIo({ withFiles: true })
  await io.run([
    'dial',
    '5550101',
    '--play',
    join(folder(), 'prompt.wav'),
    '--until-played',
    '--port',
    'sim:ec25',
    '--json',
  ])
  expect(io.stdout.objects.find(({ event }) => event === 'audio')).toMatchObject({
    path: 'pcm-port',
    reason: 'AT+QPCMV offers samples, on the PCM port of the simulated module',
  })
})

test('Ctrl-C while a recording is fetched: told what is waited for, and it arrives', async () => {
  const io = new FakeIo({ withFiles: true })
  const file = join(temporaryFolder(), 'a.wav')
  const args = ['dial', '5550101', '--record', file, '--max', '3', '--port', 'sim:ec200u', '--json']
  expect(await io.run(args, [['fetching a.wav', () => io.signal('SIGTERM')]])).toBe(143)
  expect(io.stderr.text).toContain('the recording is being fetched')
  expect(io.stderr.text).toContain('Ctrl-C again ends at once')
  expect(recorded(io)).toEqual(['a.wav'])
})
