/** The keys with which a party of a conference mutes itself and speaks again. */
export class MuteOnDTMFDigits {
  mute: string | null = null
  unmute: string | null = null

  /** @param digits One of `0-9 A-D * #` each; null or left out is no key. */
  setDigits({
    mute = null,
    unmute = null,
  }: {
    readonly mute?: string | null
    readonly unmute?: string | null
  } = {}): void {
    this.mute = mute
    this.unmute = unmute
  }
}
