import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { FakeIo } from './fake-io.ts'

test.each([
  ['an ending that names no format', 'INVALID_ARGUMENT', 'a.mp3', []],
  ['a folder that does not exist', 'FILE_FAILED', 'no/such/a.wav', []],
  ['a file that exists', 'FILE_EXISTS', 'there.wav', []],
  ['a link that leads nowhere', 'FILE_EXISTS', 'link.wav', []],
  ['what a crash left of it', 'FILE_EXISTS', 'left.amr', []],
  ['a folder, also with --overwrite', 'FILE_FAILED', 'folder.wav', ['--overwrite']],
  ['a mode that is none', 'INVALID_ARGUMENT', 'a.wav', ['--mode', 'both']],
  ['an audio path that is none', 'INVALID_ARGUMENT', 'a.wav', ['--audio', 'bluetooth']],
])('%s is refused before a port is opened: %s', async (_, code, file, options) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'there.wav'), 'there')
  writeFileSync(join(folder, 'left.amr.part.wav'), 'left')
  symlinkSync('/no/such/file', join(folder, 'link.wav'))
  mkdirSync(join(folder, 'folder.wav'))
  const path = join(folder, file)
  for (const command of [
    ['record', path],
    ['dial', '5550101', '--record', path],
  ]) {
    const io = new FakeIo()
    expect(await io.run([...command, ...options, '--port', '/dev/no-such-port', '--json'])).toBe(2)
    expect(io.stdout.objects).toEqual([{ error: expect.objectContaining({ code }) }])
  }
})

test('a recording the module cannot make is told, and the call goes on: exit code 8', async () => {
  const io = new FakeIo()
  const file = join(temporaryFolder(), 'a.wav')
  const args = ['dial', '5550101', '--record', file, '--max', '3', '--port', 'sim:generic', '--json']
  expect(await io.run(args)).toBe(8)
  expect(io.stdout.objects).toContainEqual({ error: expect.objectContaining({ code: 'NOT_SUPPORTED' }) })
  expect(io.stdout.objects.at(-1)).toMatchObject({ event: 'ended', answered: true, seconds: expect.closeTo(3, 0) })
})

test('record without --answer on the simulator: told that nobody answers', async () => {
  const io = new FakeIo({ withFiles: true })
  const args = ['record', join(temporaryFolder(), 'a.wav'), '--port', 'sim']
  expect(await io.run(args, [['--answer does', () => io.signal('SIGINT')]])).toBe(130)
  const answering = new FakeIo({ withFiles: true })
  const file = join(temporaryFolder(), 'b.wav')
  expect(await answering.run(['record', file, '--answer', '--max', '1', '--port', 'sim:ec25'])).toBe(0)
  expect(answering.stderr.text).not.toContain('--answer does')
})
