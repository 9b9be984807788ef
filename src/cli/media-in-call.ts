import { FRAME_MS } from '../audio/index.ts'
import { type Call, CellvoiceError, type LineAudio, type Playback, type Recording, startPlaying } from '../index.ts'
import type { MediaOptions } from './media-options.ts'
import type { NamedPrompt } from './prompts.ts'
import { recordTo, showRecorded, stopRecording } from './record-to.ts'
import type { Run } from './run.ts'
import type { Session } from './session.ts'
import { talkThroughCard } from './sound-card-talk.ts'
import { tellOfTransfer } from './tell-of-transfer.ts'

/** What is the same for every call of a run. */
export interface MediaSetting {
  readonly run: Run
  readonly session: Session
  readonly options: MediaOptions
  readonly audio: LineAudio | null
  readonly prompts: readonly NamedPrompt[]
  /** Gives the file that a call is recorded to. */
  readonly nextRecording: () => string
  /** Hears what went wrong. */
  readonly fail: (error: unknown) => void
}

/** So much of a prompt may be lost on its way to the module before it counts as not played, ms. */
const MOST_LOST_MS = 1_000

/** What is heard, said and recorded in one call, from its answer on. What goes wrong with it is told, and the call goes on. */
export class MediaInCall {
  private readonly setting: MediaSetting
  private readonly call: Call
  private readonly stopWaiting: () => void
  private begun: Promise<void> = Promise.resolve()
  private recording: Recording | undefined
  private playback: Playback | undefined
  private stopTalking: () => Promise<void> = async () => {}

  /** Begins once `call` is answered. */
  constructor(setting: MediaSetting, call: Call) {
    this.setting = setting
    this.call = call
    const subscription = setting.session.modem.events$.subscribe(() => {
      if (call.state === 'ended') subscription.unsubscribe()
      if (call.state !== 'active') return
      subscription.unsubscribe()
      this.begun = this.begin()
    })
    this.stopWaiting = () => subscription.unsubscribe()
  }

  /** To be called when the call is over: resolves when nothing sounds any more and the recording is on this machine. */
  async settled(): Promise<void> {
    const { run, fail } = this.setting
    this.stopWaiting()
    await this.playback?.stop()
    await this.begun
    await this.stopTalking()
    try {
      if (!this.recording) return
      const recorded = await stopRecording(run, this.recording)
      showRecorded(run, recorded)
      if (recorded.trouble) fail(recorded.trouble)
    } catch (error) {
      fail(error)
    }
  }

  private async begin(): Promise<void> {
    const { audio, prompts } = this.setting
    const { mic, untilPlayed } = this.setting.options
    // A module without sound on the host does one thing at a time: what it plays would end its recording.
    if (audio) await this.record()
    for (const prompt of prompts) await this.attempt(() => this.play(prompt))
    if (!audio) await this.record()
    if (mic !== undefined) await this.attempt(() => this.talk(mic === true ? 'default' : mic))
    if (untilPlayed) await this.attempt(() => this.call.hangUp())
  }

  /** What could not begin, or not go on, because the call is over is no news. */
  private async attempt(act: () => Promise<void>): Promise<void> {
    if (this.isOver) return
    try {
      await act()
    } catch (error) {
      if (!this.isOver) this.setting.fail(error)
    }
  }

  private get isOver(): boolean {
    return this.call.state === 'ended'
  }

  private async record(): Promise<void> {
    const { run, session, audio, options, nextRecording } = this.setting
    if (options.record === undefined) return
    await this.attempt(async () => {
      this.recording = await recordTo(run, session, audio, { ...options, file: nextRecording() })
    })
  }

  private async play({ what, prompt }: NamedPrompt): Promise<void> {
    const { run, session, audio, fail } = this.setting
    const { printer, clock } = run
    const line = { modem: session.modem, audio, clock }
    const sound = await audio?.session()
    const lostBefore = sound?.statistics.dropped ?? 0
    let transferred: (() => void) | undefined
    const playback = await startPlaying(line, prompt, (bytes, of) => {
      transferred ??= tellOfTransfer(run, `first the module has to take all of ${what}`)
      printer.live(`giving ${what} to the module: ${Math.floor((100 * bytes) / of)} %`)
    }).finally(() => transferred?.())
    this.playback = playback
    printer.live(undefined)
    printer.say({ event: 'playing', what, source: playback.source }, `playing ${what}`)
    const end = await playback.ended
    const reason = end.kind === 'failed' ? end.reason : null
    const isCutByCall = end.kind === 'stopped' || reason?.code === 'NO_SUCH_CALL'
    printer.say(
      { event: 'played', what, end: isCutByCall ? 'call-ended' : end.kind },
      isCutByCall ? `${what}: the call ended first` : end.kind === 'finished' ? `played ${what}` : `${what}: failed`,
    )
    if (reason && !isCutByCall) fail(reason)
    const lostMs = FRAME_MS * ((sound?.statistics.dropped ?? 0) - lostBefore)
    if (!reason && lostMs >= MOST_LOST_MS) fail(notTaken(`${sound?.name} did not take ${lostMs} ms of ${what}`))
  }

  private async talk(device: string): Promise<void> {
    const { run, audio, fail } = this.setting
    const session = await audio?.session()
    if (session) this.stopTalking = await talkThroughCard(run, session, device, fail)
  }
}

function notTaken(detail: string): CellvoiceError {
  return new CellvoiceError('AUDIO_DEVICE_FAILED', {
    detail,
    remedy: 'Check that this is the port of the sound, and that the module still carries the call there.',
  })
}
