import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
  const io = new FakeIo()
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
  expect(io.stdout.objects.at(-1)).toMatchObject({ event: 'ended', answered: true, seconds: 3 })
})

test('a call that is not answered keeps its own exit code', async () => {
  const io = new FakeIo()
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
  const io = new FakeIo()
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

test('answer --count 2 --record: the second call does not overwrite the first, and says so', async () => {
  const io = new FakeIo()
  const file = join(temporaryFolder(), 'a.wav')
  const args = ['answer', '--count', '2', '--max', '2', '--record', file, '--port', 'sim:ec25', '--json']
  expect(await io.run(args)).toBe(8)
  const said = io.stdout.objects.flatMap(({ event, error }) =>
    error ? [(error as { code: string }).code] : event === 'recorded' ? ['recorded'] : [],
  )
  // Files answer in real time, so either may be told first.
  expect(said.toSorted()).toEqual(['FILE_EXISTS', 'recorded'])
})
