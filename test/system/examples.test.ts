import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)

/** Runs an example as a user does, against the built package. */
async function outputOf(example: string): Promise<string[]> {
  const run = promisify(execFile)
  await run('npm', ['run', '--silent', 'build'], { cwd: root })
  const { stdout } = await run(process.execPath, ['--import', 'tsx', `examples/${example}`], {
    cwd: root,
    timeout: 60_000,
  })
  return stdout.trim().split('\n')
}

test('examples/voice-call.ts: the ported QuecPython script calls, is connected and disconnected', async () => {
  expect(await outputOf('voice-call.ts')).toEqual(['callStart 0', 'connected 10086', 'disconnected'])
})

test('examples/play-and-record.ts: a call is played to and recorded', async () => {
  expect(await outputOf('play-and-record.ts')).toEqual([
    'PCM on the PCM port of simulated EC25 1',
    'played: finished',
    expect.stringMatching(/^recorded 2 s in .*call\.wav$/),
  ])
})
