import type { Command } from '../at/command.ts'
import { later } from '../at/outcome.ts'
import { timing } from '../network/timing.ts'
import { setting } from './setting.ts'

/** A presentation service: its read form asks the network and shows the answer behind the setting. */
function presentation(name: '+CLIP' | '+COLP' | '+CLIR', most: number, inNetwork: number): Command {
  return {
    ...setting(
      name,
      Array.from({ length: most + 1 }, (_, value) => value),
    ),
    read: at =>
      later(at.module.clock, timing.serviceMs, () => {
        at.say(`${name}: ${at.module.settings[name]},${inNetwork}`)
        return 'OK'
      }),
  }
}

/** +CLIP, +COLP and +CLIR (3GPP TS 27.007 7.6 to 7.8). */
export const presentationCommands: readonly Command[] = [
  presentation('+CLIP', 1, 1),
  presentation('+COLP', 1, 1),
  presentation('+CLIR', 2, 4),
]

/** The UNISOC stack does not ask: it always shows 2, unknown, for +COLP and +CLIR. */
export const unknownPresentationCommands: readonly Command[] = [
  presentation('+COLP', 1, 2),
  presentation('+CLIR', 2, 2),
]
