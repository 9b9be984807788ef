import type { Bridge } from '../../../exchange/bridges/bridge.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { join } from './connect.ts'

/** What the caller is given while the target rings. */
export interface WhileRinging {
  /** Harmless when it has started. */
  start(): void
  /** @returns a bridge that is up already, or null. */
  stop(): Promise<Bridge | null>
}

/** Plays a tone of the channel to the caller. */
export function ringTone(
  { life, tonePlayer, diagnostics }: ChannelParts,
  method: string,
  name: string | null,
): WhileRinging {
  let hasStarted = false
  let playing: Promise<() => void> | null = null
  const silence = (why: string) => diagnostics.note(method, 'a ring-back tone', `silence: ${why}`)
  return {
    start() {
      const { leg } = life
      if (hasStarted || !leg) return
      hasStarted = true
      if (tonePlayer) playing = tonePlayer.play(leg, name)
      else silence('the channel has no tone player')
      playing?.catch(error => silence(error instanceof Error ? error.message : String(error)))
    },
    async stop() {
      const stop = await playing?.catch(() => null)
      stop?.()
      return null
    },
  }
}

/** Whoever waits for a room hears what the room plays to them: so they are joined before it starts. */
export function earlyJoin(parts: ChannelParts, other: ChannelParts, method: string): WhileRinging {
  let hasStarted = false
  let joining: Promise<Bridge | null> | null = null
  return {
    start() {
      // To join is a change itself, which comes back here.
      if (hasStarted) return
      hasStarted = true
      joining = join(parts, other, method)
    },
    async stop() {
      return joining
    },
  }
}
