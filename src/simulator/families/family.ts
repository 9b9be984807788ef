import type { Command } from '../at/command.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { Settings } from '../module/settings.ts'
import type { Clearing } from '../network/leg.ts'
import type { EndWord } from './end-words.ts'

/** The kinds of module the simulator can be. */
export type FamilyName = 'ec25' | 'ec200u' | 'ec600n' | 'generic'

/** What a module says of itself. */
export interface Identity {
  readonly manufacturer: string
  readonly model: string
  readonly revision: string
}

/** What the families do differently, as data. */
export interface Family {
  readonly name: FamilyName
  readonly identity: Identity
  /** Commands this family does not have; they answer ERROR. */
  readonly missing: ReadonlySet<string>
  /** Commands this family has in a form of its own; they are looked for before the common ones. */
  readonly commands: readonly Command[]
  /** How many data contexts +CLCC shows as calls on LTE; they take the first indices. */
  readonly dataContexts: number
  /** How ^DSCI lines end; `undefined` when the family has none. */
  readonly dsci: 'plain' | 'toneInfo' | undefined
  /** The kinds +QINDCFG knows; empty when there is no such command. */
  readonly indications: readonly string[]
  /** +CLIP with each RING, or with the first alone. */
  readonly clipEachRing: boolean
  readonly clip: (number: string, type: number, validity: number) => string
  readonly colp: (number: string, type: number) => string
  /** With +COLP=1: whether ATD waits for the far party, and whether its result comes before +COLP. */
  readonly colpDial: 'waits, result first' | 'waits, result last' | 'does not wait'
  /** Whether ATA answers OK when the call is accepted, or when it is through. */
  readonly answerResult: 'at once' | 'when connected'
  /** Whether a bare CONNECT shows that an accepted call is through. */
  readonly connectWord: boolean
  /** Whether hang-up of a call that is not answered, and hold, are reported before their OK. */
  readonly reportsBeforeResult: boolean
  /** Whether the call belongs to the port it was dialled on. */
  readonly callsBelongToPort: boolean
  /** Whether a waiting call rings when +CCWA reporting is off. */
  readonly waitingCallRings: boolean
  /** The word for a call the other side or the network ended. */
  readonly endWord: EndWord
  /** The answer of +CEER. */
  readonly ceer: (clearing: Clearing | undefined) => string
  /** How ATD ends for a number that cannot be dialled, and in flight mode. */
  readonly badNumber: FinalResult
  readonly offlineDial: FinalResult
  /** What stands between the text of +CUSD and the comma behind it. */
  readonly ussdGap: string
  /** Whether +CLCC has an eighth field, the name. */
  readonly clccAlpha: boolean
  /** Boot URCs and their milliseconds after power-on; `{cpin}` stands for the SIM's state. */
  readonly boot: readonly (readonly [number, string])[]
  /** What follows once the card is ready, and the bit of +QINISTAT that it sets. */
  readonly cardSteps: readonly { readonly afterMs: number; readonly line: string; readonly bit: number }[]
  /** How much the flash holds for files (UFS). */
  readonly storageBytes: number
  /** Settings whose factory value differs from the common one. */
  readonly factory: Partial<Settings>
}
