import type { Tone } from '../../audio/tones/tone.ts'

/** When a room starts and ends, as one of its parties has it. */
export interface RoomLifetime {
  /** Whether the room starts once this party and another are there. Default true. */
  readonly startOnEntry?: boolean
  /** Whether the room ends when this party leaves, and everybody is hung up. Default false. */
  readonly destroyOnExit?: boolean
  /** Whether this party starts the room also when it is alone. Default false. */
  readonly startAlone?: boolean
}

/** How one party takes part. Samples are 8 kHz, 16 bits, up to 30 s each. */
export interface RoomPartyOptions {
  /** What it hears while it waits for the room to start; default the ring-back tone of the United States; null is silence. */
  readonly ringbackTone?: Pick<Tone, 'segments'> | null
  /** What it hears instead, over and over. */
  readonly stoppedFile?: Int16Array
  /** Whether the room hears a beep when it enters. Default true. */
  readonly beepOnEntry?: boolean
  /** The key with which it leaves. */
  readonly exitDigit?: string
  /** Default false. */
  readonly startMuted?: boolean
  /** The keys with which it mutes itself and speaks again. */
  readonly muteDigits?: { readonly mute?: string; readonly unmute?: string }
  /** Its name: played before the two below. */
  readonly prefix?: Int16Array
  /** Played to the room when it enters. */
  readonly onEntry?: Int16Array
  /** Played to the room when it has left. */
  readonly onExit?: Int16Array
}

/** How a room is called. */
export interface RoomCallOptions {
  /** False: it only hears. Default true. */
  readonly talkerAndListener?: boolean
  readonly lifetime?: RoomLifetime
  readonly party?: RoomPartyOptions
  /** Who calls, for the leg's `from`. Default ''. */
  readonly from?: string
}
