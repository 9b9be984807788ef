import { FRAME_MS, FRAME_SAMPLES } from '../../src/audio/frame.ts'
import type { FrameSource } from '../../src/audio/media-session.ts'
import type { ManualClock } from '../../src/base/manual-clock.ts'
import type { ScriptedLeg } from './scripted-leg.ts'

/** What the far end of a leg hears, and what it says. */
export interface PumpedLeg {
  /** What it says from now on; null is silence. */
  says: FrameSource | null
  /** How many samples of a value it has heard. */
  heard(value: number): number
}

/** Moves the sound of a scripted leg, 20 ms each 20 ms, until it ends. */
export function pumped(clock: ManualClock, leg: ScriptedLeg): PumpedLeg {
  const counts = new Map<number, number>()
  const said = new Int16Array(FRAME_SAMPLES)
  const pump: PumpedLeg = { says: null, heard: value => counts.get(value) ?? 0 }
  const tick = () => {
    if (leg.state === 'ended') return
    for (const sample of leg.sound.take()) counts.set(sample, (counts.get(sample) ?? 0) + 1)
    if (!pump.says?.(said)) said.fill(0)
    leg.sound.deliver(said)
    clock.setTimer(FRAME_MS, tick)
  }
  clock.setTimer(FRAME_MS, tick)
  return pump
}
