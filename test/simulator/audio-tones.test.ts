import { describe, expect, it } from 'vitest'
import { play } from './play.ts'
import { amplitude, inCall, ramp, trimmed } from './sound.ts'

const low = [697, 770, 852, 941]
const high = [1209, 1336, 1477, 1633]
const keypad = ['123A', '456B', '789C', '*0#D']

/** Cuts what was heard where there is silence for 10 ms or more. */
function bursts(samples: readonly number[]): number[][] {
  const ranges: { from: number; to: number }[] = []
  for (const [at, sample] of samples.entries()) {
    if (sample === 0) continue
    const last = ranges.at(-1)
    if (last && at - last.to < 80) last.to = at + 1
    else ranges.push({ from: at, to: at + 1 })
  }
  return ranges.map(({ from, to }) => samples.slice(from, to))
}

/** The key of a burst, by the strongest tone of either group. */
function keyOf(burst: readonly number[]): string {
  const strongest = (tones: readonly number[]) => {
    const strengths = tones.map(hertz => amplitude(burst, hertz))
    return strengths.indexOf(Math.max(...strengths))
  }
  return keypad[strongest(low)]?.[strongest(high)] ?? '?'
}

/** Below a full-scale sine, in dB. */
const decibels = (value: number) => 20 * Math.log10(value / 32_767)
const milliseconds = (burst: readonly number[]) => Math.round(burst.length / 8)

describe('DTMF is heard as tones', () => {
  it('from a subscriber: every key, 100 ms each, five a second', async () => {
    const { scene, call, moduleEar, farEar } = await inCall({ family: 'ec200u' })
    call.press('1234567890*#ABCD')
    await scene.clock.advance(3500)
    const heard = bursts(moduleEar.take())
    expect(heard.map(keyOf).join('')).toBe('1234567890*#ABCD')
    expect(new Set(heard.map(milliseconds))).toEqual(new Set([100]))
    expect(trimmed(farEar.take())).toEqual([])
  })

  it('at -15 and -13 dB, and nothing else beside the two', async () => {
    const { scene, call, moduleEar } = await inCall()
    call.press('5')
    await scene.clock.advance(200)
    const [burst = []] = bursts(moduleEar.take())
    expect(decibels(amplitude(burst, 770))).toBeCloseTo(-15, 0)
    expect(decibels(amplitude(burst, 1336))).toBeCloseTo(-13, 0)
    for (const other of [...low, ...high].filter(hertz => hertz !== 770 && hertz !== 1336)) {
      expect(decibels(amplitude(burst, other))).toBeLessThan(-30)
    }
  })

  it.each([
    { family: 'ec25', command: 'AT+VTS="19"', takesMs: 800, keys: '19', eachMs: 300 },
    { family: 'ec200u', command: 'AT+VTS="*",5', takesMs: 600, keys: '*', eachMs: 500 },
    { family: 'ec600n', command: 'AT+VTS="abcd"', takesMs: 1600, keys: 'ABCD', eachMs: 300 },
  ] as const)('from a $family by $command', async ({ family, command, takesMs, keys, eachMs }) => {
    const { scene, farEar, moduleEar } = await inCall({ family })
    await play(scene, [`> ${command}`, `~ ${takesMs}`, '< OK', '~ 100'])
    const heard = bursts(farEar.take())
    expect(heard.map(keyOf).join('')).toBe(keys)
    expect(new Set(heard.map(milliseconds))).toEqual(new Set([eachMs]))
    expect(trimmed(moduleEar.take())).toEqual([])
  })

  it('keys pressed together come one after the other, 65 ms apart', async () => {
    const { scene, call, moduleEar } = await inCall()
    call.press('1')
    call.press('2')
    await scene.clock.advance(400)
    const samples = trimmed(moduleEar.take())
    expect(bursts(samples).map(keyOf).join('')).toBe('12')
    expect(Math.abs(samples.length / 8 - 265)).toBeLessThan(1)
  })

  it('speech waits while a tone sounds', async () => {
    const { scene, call, moduleEar } = await inCall()
    call.press('7')
    call.speak(ramp(400))
    await scene.clock.advance(400)
    expect(moduleEar.take().slice(1440, 1840)).toEqual([...ramp(400)])
  })
})
