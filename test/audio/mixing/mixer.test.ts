import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FRAME_SAMPLES } from '../../../src/audio/frame.ts'
import { Mixer } from '../../../src/audio/mixing/mixer.ts'
import type { MixerParty } from '../../../src/audio/mixing/mixer-party.ts'
import { bytesPerCall } from '../../support/allocation.ts'
import { random } from '../../support/random.ts'

const frameOf = (value: number) => new Int16Array(FRAME_SAMPLES).fill(value)

function noise(uniform: () => number): Int16Array {
  return Int16Array.from({ length: FRAME_SAMPLES }, () => Math.floor(uniform() * 65_536) - 32_768)
}

function seat(mixer: Mixer, count: number): MixerParty[] {
  return Array.from({ length: count }, () => mixer.add())
}

/** What each party hears of what one sample says of all, in the plainest way. */
function reference(
  said: readonly { readonly sample: number; readonly heard: boolean; readonly deaf: boolean }[],
): number[] {
  return said.map(({ deaf }, listener) => {
    if (deaf) return 0
    const others = said.filter(({ heard }, speaker) => heard && speaker !== listener)
    const sum = others.reduce((total, { sample }) => total + sample, 0)
    return Math.min(32_767, Math.max(-32_768, sum))
  })
}

const member = fc.record({
  seed: fc.integer(),
  speaks: fc.boolean(),
  muted: fc.boolean(),
  deaf: fc.boolean(),
})

describe('a mixer', () => {
  it('gives each party the exact sum of all others, whoever is silent, muted or deaf', () => {
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 20 }), members => {
        const mixer = new Mixer()
        const parties = seat(mixer, members.length)
        const frames = members.map(({ seed }) => noise(random(seed)))
        for (const [index, party] of parties.entries()) {
          const { speaks = false, muted = false, deaf = false } = members[index] ?? {}
          Object.assign(party, { muted, deaf })
          if (speaks) party.speak(frames[index] ?? frameOf(0))
        }
        mixer.mix()
        for (let at = 0; at < FRAME_SAMPLES; at++) {
          const said = members.map(({ speaks, muted, deaf }, index) => {
            return { sample: frames[index]?.[at] ?? 0, heard: speaks && !muted, deaf }
          })
          expect(parties.map(party => party.output[at])).toEqual(reference(said))
        }
      }),
      { numRuns: 50 },
    )
  })

  it('clips what is heard, and nothing on the way to it', () => {
    const mixer = new Mixer()
    const [loud, alsoLoud, opposite, listener] = seat(mixer, 4)
    loud?.speak(frameOf(30_000))
    alsoLoud?.speak(frameOf(30_000))
    opposite?.speak(frameOf(-32_768))
    mixer.mix()
    expect([loud, alsoLoud, opposite, listener].map(party => party?.output[0])).toEqual([-2768, -2768, 32_767, 27_232])
    expect(mixer.room[0]).toBe(27_232)
  })

  it('takes out a party that is louder than a sample can be, exactly', () => {
    const mixer = new Mixer()
    const [shouting, quiet, listener] = seat(mixer, 3)
    if (shouting) shouting.gainDb = 20
    shouting?.speak(frameOf(20_000))
    quiet?.speak(frameOf(-123))
    mixer.mix()
    expect([shouting, quiet, listener].map(party => party?.output[0])).toEqual([-123, 32_767, 32_767])
  })

  it.each([
    { gainDb: 20, heard: 10_000 },
    { gainDb: 0, heard: 1000 },
    { gainDb: -6, heard: 501 },
    { gainDb: -40, heard: 10 },
  ])('makes a party heard at $gainDb dB', ({ gainDb, heard }) => {
    const mixer = new Mixer()
    const [party, listener] = seat(mixer, 2)
    if (party) party.gainDb = gainDb
    party?.speak(frameOf(1000))
    mixer.mix()
    expect(listener?.output[159]).toBe(heard)
    expect(party?.gainDb).toBe(gainDb)
  })

  it('hears a frame once, the newest, and counts the mixes without one', () => {
    const mixer = new Mixer()
    const [party, listener] = seat(mixer, 2)
    const heard = [[1], [2, 3], [], [4]].map(values => {
      for (const value of values) party?.speak(frameOf(value))
      mixer.mix()
      return listener?.output[0]
    })
    expect(heard).toEqual([1, 3, 0, 4])
    expect([party?.missed, listener?.missed]).toEqual([1, 4])
  })

  it('hears no party that has left', () => {
    const mixer = new Mixer()
    const [party, listener] = seat(mixer, 2)
    party?.speak(frameOf(1))
    if (party) mixer.remove(party)
    if (party) mixer.remove(party)
    mixer.mix()
    expect(listener?.output[0]).toBe(0)
    expect(mixer.size).toBe(1)
  })

  it('copies what is said', () => {
    const mixer = new Mixer()
    const [party, listener] = seat(mixer, 2)
    const frame = frameOf(7)
    party?.speak(frame)
    frame.fill(9)
    mixer.mix()
    expect(listener?.output[0]).toBe(7)
  })

  it('refuses a frame of another length, a gain out of range, and the 1025th party', () => {
    const mixer = new Mixer()
    const party = mixer.add()
    expect(() => party.speak(new Int16Array(80))).toThrow('160 samples, not 80')
    expect(() => {
      party.gainDb = 21
    }).toThrow('-40 to 20 dB')
    expect(party.gainDb).toBe(0)
    seat(mixer, 1023)
    expect(() => mixer.add()).toThrow('1024 parties')
  })

  it('leaves nothing on the heap', () => {
    const mixer = new Mixer()
    const parties = seat(mixer, 8)
    const frame = noise(random(1))
    const tick = () => {
      for (const party of parties) party.speak(frame)
      mixer.mix()
    }
    expect(bytesPerCall(tick, 2000)).toBe(0)
  })
})
