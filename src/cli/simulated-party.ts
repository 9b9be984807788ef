import { FRAME_MS, hz, toneSamples } from '../audio/index.ts'
import type { Clock } from '../index.ts'
import type { SubscriberCall } from '../simulator/index.ts'
import type { PartyStep } from './party-script.ts'

/** What a simulated party needs in order to act. */
export interface PartyWorld {
  readonly clock: Clock
  /** The sound of a text, made before anybody calls. */
  voiceOf(text: string): Int16Array
  /** Hears what the party did, once it is done. */
  tell(did: PartyDeed): void
}

/** What a simulated party did, or heard. */
export type PartyDeed =
  | { readonly did: PartyStep['does']; readonly what: string }
  | { readonly did: 'over'; readonly what: string; readonly heardSeconds: number; readonly keysHeard: string }

/** How often a party looks, ms. */
const LOOK_MS = 20
/** What is louder than this is something that is said: comfort noise is not. */
const SOUND_LEVEL = 300

/** Does the steps of a script in a call that is up, and stays until the call is over. */
export async function actInCall(world: PartyWorld, call: SubscriberCall, steps: readonly PartyStep[]): Promise<void> {
  const { clock } = world
  const ear = new Ear(call)
  const isOver = () => call.state === 'released'
  for (const step of steps) {
    if (isOver()) break
    const what = await act(world, call, ear, step)
    // What the end of the call cut short was not done; who hangs up makes that end.
    if (!isOver() || step.does === 'hang up') world.tell({ did: step.does, what })
  }
  await until(clock, isOver)
  const heardSeconds = rounded(ear.heardMs)
  const keys = call.heard === '' ? '' : `, and the keys ${call.heard}`
  world.tell({ did: 'over', what: `heard ${heardSeconds} s of sound${keys}`, heardSeconds, keysHeard: call.heard })
}

/** Resolves when something is so; looks every 20 ms. */
export function until(clock: Clock, isSo: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (isSo()) resolve()
      else clock.setTimer(LOOK_MS, look)
    }
    look()
  })
}

/** Waits so long, or until the call is over. */
function wait(clock: Clock, call: SubscriberCall, ms: number): Promise<void> {
  const endMs = clock.now() + ms
  return until(clock, () => clock.now() >= endMs || call.state === 'released')
}

/** @returns what was done, for people. */
async function act({ clock, voiceOf }: PartyWorld, call: SubscriberCall, ear: Ear, step: PartyStep): Promise<string> {
  switch (step.does) {
    case 'wait':
      await wait(clock, call, step.seconds * 1000)
      return `waited ${step.seconds} s`
    case 'listen': {
      const beforeMs = ear.heardMs
      ear.forget()
      await until(clock, () => call.state === 'released' || ear.silentAfterSoundMs >= step.seconds * 1000)
      return `listened to ${rounded(ear.heardMs - beforeMs)} s of sound`
    }
    case 'say':
      await speak(clock, call, voiceOf(step.text))
      return `said: ${step.text}`
    case 'beep':
      await speak(clock, call, toneSamples({ segments: [{ signal: hz(1000), ms: step.ms }] }, { ms: step.ms }))
      return 'beeped'
    case 'press':
      call.press(step.keys)
      await wait(clock, call, step.keys.length * KEY_MS)
      return `pressed ${step.keys}`
    case 'hang up':
      call.hangUp()
      return 'hung up'
  }
}

/** A subscriber presses five keys a second. */
const KEY_MS = 200

async function speak(clock: Clock, call: SubscriberCall, samples: Int16Array): Promise<void> {
  call.speak(samples)
  await until(clock, () => call.state === 'released' || !call.speaking)
}

function rounded(ms: number): number {
  return Math.round(ms / 100) / 10
}

/** What a party hears: counted, and told apart from silence. */
class Ear {
  heardMs = 0
  /** Silence since the latest sound; 0 before the first. */
  silentAfterSoundMs = 0
  private hasHeard = false

  constructor(call: SubscriberCall) {
    call.listen(frame => this.hear(frame))
  }

  /** Waits for sound anew. */
  forget(): void {
    this.hasHeard = false
    this.silentAfterSoundMs = 0
  }

  private hear(frame: Int16Array): void {
    if (frame.some(sample => Math.abs(sample) > SOUND_LEVEL)) {
      this.heardMs += FRAME_MS
      this.hasHeard = true
      this.silentAfterSoundMs = 0
    } else if (this.hasHeard) this.silentAfterSoundMs += FRAME_MS
  }
}
