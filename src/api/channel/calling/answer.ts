import { CellvoiceError } from '../../../base/error.ts'
import type { ChannelParts } from '../channel-parts.ts'
import { timedOut } from '../clearing.ts'
import { ANSWER_MS } from '../limits.ts'
import { enter, hangup, refusal } from '../refuse.ts'
import { waitUntil } from '../wait.ts'
import { State } from '../words/state.ts'
import { type Codecs, noteCodecs } from './codecs.ts'
import { release } from './release.ts'

/** How a call is answered. */
export interface AnswerOptions {
  /** Checked and noted: the network chooses. */
  readonly codecs?: Codecs | undefined
  readonly signal?: AbortSignal | undefined
}

/** A refusal of the module and the end of the call cross on the line: the end comes within this time. */
const CROSSING_MS = 2_000

/** Answers the call. @returns ANSWERED; IDLE where the network did not connect it in time. */
export async function answer(parts: ChannelParts, { codecs, signal }: AnswerOptions): Promise<State> {
  const { life, clock } = parts
  enter(parts, 'answer')
  signal?.throwIfAborted()
  noteCodecs(parts, 'answer', codecs)
  const before = life.state
  const { leg } = life
  if (!leg) throw refusal(life, 'answer', 'has no call')
  life.move(State.ANSWERING, 'answer')
  let failure: unknown = null
  leg.answer().catch(error => {
    failure = error
    // Nobody waits any more who could say so: it can be answered again.
    if (signal?.aborted && life.leg === leg && life.state === State.ANSWERING) life.move(before, 'not answered')
    life.noteChange()
  })
  const waited = await waitUntil([life], { clock, ms: ANSWER_MS, signal }, () => {
    if (life.isIdle) throw hangup(life, 'answer')
    return life.state !== State.ANSWERING || failure !== null ? true : undefined
  })
  if (waited.kind === 'timeout') return release(parts, timedOut)
  if (life.state === State.ANSWERING) {
    const isOver = () => {
      if (life.isIdle) throw hangup(life, 'answer')
      return life.state === State.ANSWERING ? undefined : true
    }
    const crossed = await waitUntil([life], { clock, ms: CROSSING_MS }, isOver)
    if (crossed.kind === 'timeout') {
      life.move(before, 'not answered')
      signal?.throwIfAborted()
      const why = CellvoiceError.is(failure) ? failure.code : String(failure)
      throw refusal(life, 'answer', `was refused: ${why}`, failure)
    }
  }
  return life.state
}
