import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { detectKeys } from '../../exchange/legs/software-keys.ts'
import type { LineAudio, LineAudioState } from '../../exchange/line-audio.ts'
import { setToneDetection } from '../../modem/module-commands.ts'

/** A user's DTMF callback: one key of the far end, `0`-`9`, `A`-`D`, `*` or `#`. */
export type DtmfCallback = (key: string) => unknown

/** Who listens for keys: the module where it can, or we in the sound of the call; never both, so that a key comes once. */
type Detector =
  | { readonly kind: 'off' }
  | { readonly kind: 'module' }
  | { readonly kind: 'software'; readonly stop: () => void }

/** The detection of the far end's keys. */
export class DtmfDetection {
  private readonly modem: Pick<Modem, 'execute'>
  private readonly audio: LineAudio | null
  private readonly deliver: (delivery: () => unknown) => void
  private detector: Detector = { kind: 'off' }
  private callback: DtmfCallback | null = null

  constructor(modem: Pick<Modem, 'execute'>, audio: LineAudio | null, deliver: (delivery: () => unknown) => void) {
    this.modem = modem
    this.audio = audio
    this.deliver = deliver
  }

  setCallback(callback: DtmfCallback | null): void {
    this.callback = callback
  }

  /** @throws CellvoiceError AT_ERROR where neither the module has a detector nor its sound reaches us; AT_TIMEOUT, PORT_LOST. */
  async enable(on: boolean): Promise<void> {
    const before = this.detector
    if (before.kind === 'software') {
      if (on) return
      before.stop()
      this.detector = { kind: 'off' }
      return
    }
    try {
      await this.modem.execute(setToneDetection, on)
      this.detector = { kind: on ? 'module' : 'off' }
    } catch (error) {
      if (!on || !this.audio || !CellvoiceError.is(error, 'AT_ERROR')) throw error
      this.detector = { kind: 'software', stop: this.listen(this.audio) }
    }
  }

  /** After a restart of the module, which forgot the setting. */
  async restore(): Promise<void> {
    if (this.detector.kind === 'module') await this.modem.execute(setToneDetection, true)
  }

  /** A key the module detected. */
  take(key: string): void {
    if (this.detector.kind === 'module') this.tell(key)
  }

  /** Listens no more; the module is left as it is. */
  close(): void {
    if (this.detector.kind === 'software') this.detector.stop()
    this.detector = { kind: 'off' }
  }

  /** A detector of its own for each call's sound. @returns how to stop. */
  private listen(audio: LineAudio): () => void {
    let stopFrames = () => {}
    const look = (state: LineAudioState) => {
      stopFrames()
      stopFrames = state.kind === 'open' ? detectKeys(state.session, {}, key => this.tell(key)) : () => {}
    }
    const stopStates = audio.onState(look)
    look(audio.state)
    return () => {
      stopStates()
      stopFrames()
    }
  }

  private tell(key: string): void {
    const { callback } = this
    if (callback) this.deliver(() => callback(key))
  }
}
