import { SAMPLE_RATE } from '../../audio/frame.ts'

/** ITU-T Q.23: the keys by rows and columns, and the frequencies of both in Hz. */
const keys = '123A456B789C*0#D'
const rows = [697, 770, 852, 941] as const
const columns = [1209, 1336, 1477, 1633] as const
/** Below full scale, in dB: 3GPP TS 23.014 leaves levels to the network; the high tone is a little louder, as in ITU-T Q.24. */
const lowLevel = -15
const highLevel = -13
/** At least so long is each tone and each pause (3GPP TS 23.014 4). */
const leastToneMs = 65
const pauseSamples = samplesOf(65)
const maxWaiting = 32

interface Tone {
  readonly low: number
  readonly high: number
  readonly samples: number
}

/**
 * The DTMF tones the network sends to a party in place of the far end's voice (3GPP TS 23.014): each key is a message on
 * the radio path, and the network makes the sound. What is pressed while a tone sounds comes after it.
 */
export class NetworkTones {
  private readonly waiting: Tone[] = []
  private position = 0

  /** Lets `key` sound for `toneMs`, at least 65 ms, with 65 ms of silence after it. Beyond 32 that wait, keys are lost. */
  add(key: string, toneMs: number): void {
    const place = keys.indexOf(key)
    const [low, high] = [rows[Math.floor(place / 4)], columns[place % 4]]
    if (low === undefined || high === undefined || this.waiting.length >= maxWaiting) return
    this.waiting.push({ low, high, samples: samplesOf(Math.max(leastToneMs, toneMs)) })
  }

  /** Fills `frame` with the next 20 ms; false when no tone sounds or waits. */
  fill(frame: Int16Array): boolean {
    if (this.waiting.length === 0) return false
    for (let index = 0; index < frame.length; index++) frame[index] = this.next()
    return true
  }

  private next(): number {
    const [tone] = this.waiting
    if (!tone) return 0
    const at = this.position++
    if (this.position === tone.samples + pauseSamples) {
      this.waiting.shift()
      this.position = 0
    }
    return at < tone.samples ? sine(tone.low, lowLevel, at) + sine(tone.high, highLevel, at) : 0
  }
}

/** `milliseconds` of one tone, `level` dB below a full-scale sine. */
export function testTone(hertz: number, level: number, milliseconds: number): Int16Array {
  return Int16Array.from({ length: samplesOf(milliseconds) }, (_, at) => sine(hertz, level, at))
}

function sine(hertz: number, level: number, at: number): number {
  return Math.round(32_767 * 10 ** (level / 20) * Math.sin((2 * Math.PI * hertz * at) / SAMPLE_RATE))
}

function samplesOf(milliseconds: number): number {
  return Math.round((milliseconds * SAMPLE_RATE) / 1000)
}
