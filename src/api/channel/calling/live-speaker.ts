import type { AnswerKind } from '../../../audio/answer/answer-verdict.ts'
import { CellvoiceError } from '../../../base/error.ts'
import type { Leg } from '../../../exchange/leg.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { refusal } from '../refuse.ts'
import { CallFarEndType } from '../words/call-far-end-type.ts'
import { LiveSpeakerDetectionSettings } from '../words/live-speaker-detection-settings.ts'

/** Whether it is to be found out who answers, and in which time. */
export interface LiveSpeakerOptions {
  readonly liveSpeakerDetect?: LiveSpeakerDetectionSettings | null | undefined
  /** Default 5000; 2000 in profile 1.1, 7000 in 1.3, which takes 500 to 10000. */
  readonly lsdTimeoutMilliseconds?: number | undefined
}

/** {@link LiveSpeakerOptions}, checked. */
export interface LiveSpeakerWish {
  readonly fromAnswer: boolean
  readonly timeoutMs: number
}

/** An exchange that rings after it has connected is waited for so long. */
const MAX_RINGING_MS = 60_000

const farEnds: Readonly<Record<AnswerKind, CallFarEndType>> = {
  live: CallFarEndType.LIVE,
  machine: CallFarEndType.ANSWER_MACHINE,
  fax: CallFarEndType.FAX_MACHINE,
  unknown: CallFarEndType.UNKNOWN,
}

/** @returns null where nothing is to be found out. @throws UASError for a setting or a time that is none. */
export function liveSpeakerWish(
  { life, profile }: ChannelParts,
  method: string,
  { liveSpeakerDetect = null, lsdTimeoutMilliseconds = profile.lsdTimeoutMs }: LiveSpeakerOptions,
): LiveSpeakerWish | null {
  const [least, most] = profile.lsdTimeoutRangeMs
  if (!(lsdTimeoutMilliseconds >= least && lsdTimeoutMilliseconds <= most)) {
    throw refusal(life, method, `takes lsdTimeoutMilliseconds from ${least} to ${most}, not ${lsdTimeoutMilliseconds}`)
  }
  if (liveSpeakerDetect === null) return null
  if (!Object.values(LiveSpeakerDetectionSettings).includes(liveSpeakerDetect)) {
    throw refusal(life, method, `does not know the live-speaker detection ${String(liveSpeakerDetect)}`)
  }
  const fromAnswer = liveSpeakerDetect === LiveSpeakerDetectionSettings.TIMEOUT_FROM_ANSWER_DETECT
  return { fromAnswer, timeoutMs: lsdTimeoutMilliseconds }
}

/** Finds out who answers the call that has just begun; {@link ChannelParts.life} says when it is known. */
export function watchFarEnd(parts: ChannelParts, method: string, wish: LiveSpeakerWish): void {
  const { life } = parts
  const { call } = life
  life.isClassifying = true
  const stop = life.onChange(() => {
    const { leg } = life
    if (!life.isIdle && leg?.state !== 'active') return
    stop()
    const verdict = life.isIdle || !leg ? Promise.resolve('unknown' as const) : listen(parts, leg, method, wish)
    void verdict.then(known => {
      // The next call is not to be judged by this one.
      if (life.call !== call) return
      life.farEndType = farEnds[known]
      life.isClassifying = false
      life.noteChange()
    })
  })
}

/** Listens to who answered, until that is decided, the time is over or the call is. Never rejects. */
async function listen(parts: ChannelParts, leg: Leg, method: string, wish: LiveSpeakerWish): Promise<AnswerKind> {
  const { clock, detectors, diagnostics } = parts
  let decide: (verdict: AnswerKind) => void = () => {}
  const decided = new Promise<AnswerKind>(resolve => {
    decide = resolve
  })
  const inTime = () => clock.setTimer(wish.timeoutMs, () => decide('unknown'))
  const startMs = clock.now()
  let cancel = inTime()
  let classifier = detectors.classifier(wish.timeoutMs)
  let machine = detectors.machineReady()
  const ringing = wish.fromAnswer ? detectors.ringing() : null
  let isOver = false
  let stopListening = () => {}
  void leg.ended.then(() => decide('unknown'))
  leg.session().then(
    session => {
      if (isOver) return
      stopListening = session.listen(downlink => {
        machine.hear(downlink)
        if (isOver) return
        if (ringing?.process(downlink) && clock.now() - startMs < MAX_RINGING_MS) {
          cancel()
          cancel = inTime()
          classifier = detectors.classifier(wish.timeoutMs)
          machine = detectors.machineReady()
          return
        }
        const known = classifier.process(downlink)
        if (known?.verdict === 'machine') parts.life.machine = { listener: machine, session }
        if (known) decide(known.verdict)
      })
    },
    error => {
      const why = CellvoiceError.is(error) ? error.code : String(error)
      diagnostics.note(method, 'live-speaker detection', `no sound of the call to listen to (${why})`)
      decide('unknown')
    },
  )
  const verdict = await decided
  isOver = true
  cancel()
  // A machine is heard on: whether it has beeped may be asked when it has.
  if (parts.life.machine) void leg.ended.then(stopListening)
  else stopListening()
  return verdict
}
