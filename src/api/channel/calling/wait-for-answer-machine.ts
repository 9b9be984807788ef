import type { MediaSession } from '../../../audio/media-session.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { limitOf, type WaitOptions } from '../limits.ts'
import { enter, hangup, refusal } from '../refuse.ts'
import { waitUntil } from '../wait.ts'

/** What tells that a machine records now. */
export interface AnswerMachineOptions extends WaitOptions {
  /** Default 180. */
  readonly millisecondsMinBeepDuration?: number | undefined
  /** Default 1000. */
  readonly millisecondsPostBeepSilence?: number | undefined
  /** Default 4000. */
  readonly millisecondsNoBeepSilence?: number | undefined
}

/** Waits until the machine that answered records. @returns false when that was not heard in time. */
export async function waitForAnswerMachine(parts: ChannelParts, options: AnswerMachineOptions): Promise<boolean> {
  const method = 'waitForAnswerMachine'
  const { life, detectors } = parts
  enter(parts, method)
  const limit = limitOf(parts, method, options, 10)
  const times = {
    minBeepMs: duration(parts, options.millisecondsMinBeepDuration ?? 180),
    postBeepSilenceMs: duration(parts, options.millisecondsPostBeepSilence ?? 1000),
    noBeepSilenceMs: duration(parts, options.millisecondsNoBeepSilence ?? 4000),
  }
  let isOver = false
  let heard = false
  let failure: unknown = null
  let stopListening = () => {}
  const listen = (session: MediaSession) => {
    if (isOver) return
    const before = life.machine?.session === session ? life.machine.listener : null
    const machine = before ?? detectors.machineReady()
    const look = () => {
      if (heard || !machine.isReady(times)) return
      heard = true
      life.noteChange()
    }
    stopListening = session.listen(downlink => {
      if (!before) machine.hear(downlink)
      look()
    })
    look()
  }
  const failed = (error: unknown) => {
    failure = error
    life.noteChange()
  }
  life.leg?.session().then(listen, failed)
  try {
    const waited = await waitUntil([life], limit, () => {
      if (heard) return true
      if (life.isIdle) throw hangup(life, method)
      if (failure !== null && life.leg?.state !== 'ended') throw refusal(life, method, 'has no-audio-path', failure)
      return undefined
    })
    return waited.kind === 'done'
  } finally {
    isOver = true
    stopListening()
  }
}

function duration({ life }: ChannelParts, ms: number): number {
  if (ms > 0 && ms <= 600_000) return ms
  throw refusal(life, 'waitForAnswerMachine', `takes up to 600000 milliseconds, not ${ms}`)
}
