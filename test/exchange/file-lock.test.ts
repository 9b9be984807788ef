import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockFile } from '../../src/exchange/records/file-lock.ts'
import { errorOf } from '../support/error-of.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const newPath = () => join(temporaryFolder(), 'calls.ndjson')

/** A program that runs until the test ends, and the lock of this one as if that had taken it. */
async function heldByAnother(path: string) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const { pid = 0 } = child
  const lock = await lockFile(path)
  const own = JSON.parse(readFileSync(`${path}.lock`, 'utf8'))
  await lock.release()
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  const held = { ...own, pid, started }
  writeFileSync(`${path}.lock`, JSON.stringify(held))
  return { child, pid, held }
}

describe.skipIf(process.platform !== 'linux')('the lock of a file', () => {
  it('keeps the same program from taking it twice, under any name, until it is released', async () => {
    const path = newPath()
    const other = join(path, '..', 'other')
    symlinkSync(path, other)
    writeFileSync(path, '')
    const lock = await lockFile(path)
    for (const name of [path, other]) {
      const { code, message } = await errorOf(lockFile(name))
      expect([code, message]).toEqual(['FILE_FAILED', expect.stringContaining('this program has it open already')])
    }
    await lock.release()
    await (await lockFile(other)).release()
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  it('keeps another program out while that runs, and names it; one that was killed does not count', async () => {
    const path = newPath()
    const { child, pid } = await heldByAnother(path)
    const error = await errorOf(lockFile(path))
    expect(error.code).toBe('FILE_FAILED')
    expect(error.context).toMatchObject({ path, pid })
    expect(error.message).toContain(`process id ${pid}`)
    expect(error.remedy).toContain(`End process ${pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await (await lockFile(path)).release()
    expect(readdirSync(join(path, '..'))).toEqual([])
  })

  it.each([
    ['of before the machine was started again', { boot: 'another' }],
    ['of a program whose id was given to another', { started: '1' }],
  ])('%s does not count', async (_what, more) => {
    const path = newPath()
    const { held } = await heldByAnother(path)
    writeFileSync(`${path}.lock`, JSON.stringify({ ...held, ...more }))
    await (await lockFile(path)).release()
  })

  it.each(['', '{', 'null', '[]', '{"pid":-1}', '{"pid":"1"}', '\0\0\0'])(
    'that a power cut left as %j does not count',
    async text => {
      const path = newPath()
      writeFileSync(`${path}.lock`, text)
      await (await lockFile(path)).release()
    },
  )

  it('is had by one of many that come at once, also where one was left', async () => {
    for (const left of [null, '']) {
      const path = newPath()
      if (left !== null) writeFileSync(`${path}.lock`, left)
      const all = await Promise.allSettled(Array.from({ length: 10 }, () => lockFile(path)))
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  it('is not released by who no longer has it', async () => {
    const path = newPath()
    const lock = await lockFile(path)
    writeFileSync(`${path}.lock`, 'of another')
    await lock.release()
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe('of another')
  })

  it('is had for files alone: a pipe, a folder or a device is refused at once', async () => {
    const folder = temporaryFolder()
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    mkdirSync(join(folder, 'folder'))
    for (const path of [pipe, join(folder, 'folder'), '/dev/null', '/nowhere/calls.ndjson']) {
      expect([path, (await errorOf(lockFile(path))).code]).toEqual([path, 'FILE_FAILED'])
    }
  })

  it('is not held up by a pipe in its own place', async () => {
    const path = newPath()
    execFileSync('mkfifo', [`${path}.lock`])
    await (await lockFile(path)).release()
  })
})
