import { type Call, CellvoiceError, type LineAudio } from '../index.ts'
import { openCallAudio } from './call-audio.ts'
import { showError } from './launch.ts'
import { MediaInCall } from './media-in-call.ts'
import { type MediaOptions, wantsSound } from './media-options.ts'
import type { PortOptions } from './port-line.ts'
import { type NamedPrompt, promptsOf, spoken } from './prompts.ts'
import { checkTarget, fetchLeftOver } from './record-to.ts'
import { recordingNames } from './recording-names.ts'
import type { Run } from './run.ts'
import type { Session } from './session.ts'

/**
 * Refuses what can be refused before a port is opened.
 * @returns what the far end is to hear.
 * @throws CellvoiceError INVALID_ARGUMENT, FILE_EXISTS, and as {@link promptsOf}.
 */
export async function checkMedia(options: MediaOptions): Promise<readonly NamedPrompt[]> {
  if (options.record !== undefined) checkTarget({ ...options, file: options.record })
  const prompts = await promptsOf(options)
  if (options.untilPlayed && prompts.length === 0) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: '--until-played goes with --say or --play' })
  }
  if (options.voice !== undefined && options.say === undefined) {
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: '--voice goes with --say' })
  }
  return prompts
}

/** The sound of the calls of a run. */
export class CallMedia {
  private readonly run: Run
  private readonly session: Session
  private readonly options: MediaOptions
  private readonly audio: LineAudio | null
  private readonly prompts: readonly NamedPrompt[]
  private readonly nextRecording: () => string
  private readonly stopWatching: (() => void) | undefined
  private hasFailed = false

  private constructor(
    run: Run,
    session: Session,
    options: MediaOptions,
    audio: LineAudio | null,
    prompts: readonly NamedPrompt[],
  ) {
    this.run = run
    this.session = session
    this.options = options
    this.audio = audio
    this.prompts = prompts
    this.nextRecording = recordingNames({ ...options, file: options.record ?? '' })
    this.stopWatching = audio?.onSilence(this.fail)
  }

  /**
   * Finds out where the sound of the calls is, where it is wanted, and makes ready what is to be heard.
   * @throws CellvoiceError PORT_NOT_FOUND, NOT_SUPPORTED, AUDIO_TOOL_MISSING, AUDIO_TOOL_FAILED: nobody has been called then.
   */
  static async prepare(
    run: Run,
    session: Session,
    options: MediaOptions & PortOptions,
    prompts: readonly NamedPrompt[],
  ): Promise<CallMedia> {
    if (options.record !== undefined) await fetchLeftOver(run, session, { ...options, file: options.record })
    const audio = wantsSound(options) ? await openCallAudio(run, session, options) : null
    try {
      if (!audio) oneAtATime(run, options, prompts)
      // A voice of espeak-ng that was asked for goes to the module as a file: its own voice is another.
      const ready = audio || options.voice !== undefined ? await spoken(prompts) : prompts
      if (audio || options.mic === undefined) return new CallMedia(run, session, options, audio, ready)
      throw new CellvoiceError('NOT_SUPPORTED', {
        detail: 'the sound of calls does not reach this machine, and --mic needs it here',
        remedy: 'Say where it is with --audio; see docs/audio.md.',
      })
    } catch (error) {
      await audio?.close()
      throw error
    }
  }

  /** Whether something that was asked for went wrong in a call. */
  get failed(): boolean {
    return this.hasFailed
  }

  /** Begins once `call` is answered. */
  attach(call: Call): MediaInCall {
    const { run, session, options, audio, prompts, nextRecording, fail } = this
    return new MediaInCall({ run, session, options, audio, prompts, nextRecording, fail }, call)
  }

  /** Leaves the sound of the line. */
  async close(): Promise<void> {
    this.stopWatching?.()
    await this.audio?.close()
  }

  private readonly fail = (error: unknown): void => {
    this.hasFailed = true
    showError(this.run.printer, error)
  }
}

/**
 * A module that keeps its sound plays or records: says so where both were asked for.
 * @throws CellvoiceError NOT_SUPPORTED where nothing would be left to record.
 */
function oneAtATime({ printer }: Run, { record, untilPlayed }: MediaOptions, prompts: readonly NamedPrompt[]): void {
  if (record === undefined || prompts.length === 0) return
  const why = 'this module does not give its sound to this machine, and plays or records, one at a time'
  if (!untilPlayed) {
    printer.note(`${why}: the recording begins when all is played`)
    return
  }
  throw new CellvoiceError('NOT_SUPPORTED', {
    detail: `${why}; --until-played would hang up before the recording begins`,
    remedy: 'Leave out --until-played or --record, or say with --audio where the sound of the call is.',
  })
}
