import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { simulatedVoiceCall } from '../support/simulated-voice-call.ts'
import { pass, until } from '../support/until.ts'
import { describeClient } from './support/client-test.ts'

const soxWithAmr = ['sox', '-n', '-r', '8000', '-c', '1', '-t', 'amr-nb', '/dev/null', 'trim', '0', '0.1']
const children = () => readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim()

describeClient('A stream of AMR', [soxWithAmr], () => {
  test('stopped while its encoder begins: it finishes, and no child is left', async () => {
    const { voiceCall, clock, during } = await simulatedVoiceCall('ec25', { pcm: true })
    await during(voiceCall.callStart('5550101'))
    await pass(clock, 2_000)
    const before = children()
    const told: unknown[] = []
    expect(
      await until(
        clock,
        voiceCall.startRecordStream(0, 0, args => told.push(args)),
      ),
    ).toBe(0)
    expect(await until(clock, voiceCall.stopRecord())).toBe(0)
    await expect.poll(() => told.at(-1), { timeout: 4_000 }).toEqual(['stream', 6, 3])
    await pass(clock, 1_000)
    expect(told).toEqual([
      ['stream', 0, 0],
      ['stream', 6, 1],
      ['stream', 6, 3],
    ])
    expect(children()).toBe(before)
  })
})
