import { CellvoiceError, judgeNumber, LineAudio, type LineSession, type MediaPath, type Modem } from '../../index.ts'
import { orInterrupted, type Run } from '../run.ts'
import { clockDrift } from './clock-drift.ts'
import type { TestCallFacts } from './doctor-facts.ts'
import { shown } from './look-at-sound.ts'

/** How long it may ring, and how long is listened, ms. */
const ANSWER_LIMIT_MS = 45_000
const LISTEN_MS = 8_000

/** What is called for a test. */
export interface TestNumber {
  readonly number: string
  /** The country code of the SIM, by which national numbers are known. */
  readonly country: string | undefined
}

/**
 * @throws CellvoiceError DIAL_REFUSED for a number the default policy refuses: emergency, premium, satellite, services;
 *   INVALID_ARGUMENT for a country that cannot be one.
 */
export function assertTestNumber({ number, country }: TestNumber): void {
  const verdict = judgeNumber(country === undefined ? {} : { country }, number)
  if (verdict.kind === 'allowed') return
  const instead = 'Give a telephone of your own that speaks when it is called'
  throw new CellvoiceError('DIAL_REFUSED', {
    detail: `the doctor does not call ${number} (${verdict.rule})`,
    remedy: `${instead}${country === undefined ? ', or --country if it is one' : ''}. Nothing was sent.`,
  })
}

/** Calls a number, listens to its sound for eight seconds, and hangs up. @throws CellvoiceError PORT_LOST. */
export async function testCall(
  run: Run,
  modem: Modem,
  path: MediaPath | null,
  called: TestNumber,
): Promise<TestCallFacts> {
  assertTestNumber(called)
  const { number } = called
  const nothing = { number, failure: null, soundFailure: null, received: 0, sent: 0, dropped: 0, listenedMs: 0 }
  const unheard: TestCallFacts = { ...nothing, downlinkPeak: 0, driftPpm: null }
  if (!path) {
    const remedy = 'Name it with --audio; see the check of the sound path.'
    return { ...unheard, failure: { message: 'there is no sound to be checked in a call', remedy } }
  }
  const { clock, logger } = run
  const audio = new LineAudio({ modem, path, clock, logger })
  try {
    const call = await modem.dial(number)
    try {
      if (!(await answered(run, modem, call))) {
        return { ...unheard, failure: { message: `${number} did not answer`, remedy: 'Give a number that answers.' } }
      }
      const session = await audio.session().catch(shownAs)
      return 'listen' in session
        ? { ...unheard, ...(await listenTo(run, session)) }
        : { ...unheard, soundFailure: session }
    } finally {
      await call.hangUp().catch(() => {})
    }
  } catch (error) {
    if (!CellvoiceError.is(error) || error.code === 'PORT_LOST') throw error
    return { ...unheard, failure: shown(error) }
  } finally {
    await audio.close()
  }
}

const shownAs = (error: unknown) => shown(error)

/** Whether the call came through before it ended or the time was up. */
function answered(run: Run, modem: Modem, call: Awaited<ReturnType<Modem['dial']>>): Promise<boolean> {
  if (call.state === 'active') return Promise.resolve(true)
  const outcome = new Promise<boolean>(resolve => {
    const done = (isThrough: boolean) => {
      cancel()
      subscription.unsubscribe()
      resolve(isThrough)
    }
    const cancel = run.clock.setTimer(ANSWER_LIMIT_MS, () => done(false))
    const subscription = modem.events$.subscribe(event => {
      if (event.kind === 'call' && event.call === call && call.state === 'active') done(true)
    })
    void call.ended.then(() => done(false))
  })
  return orInterrupted(run, outcome)
}

async function listenTo(
  run: Run,
  session: LineSession,
): Promise<Pick<TestCallFacts, 'received' | 'sent' | 'dropped' | 'listenedMs' | 'downlinkPeak' | 'driftPpm'>> {
  const before = { ...session.statistics }
  const startedMs = run.clock.now()
  const arrivals: number[] = []
  let downlinkPeak = 0
  const stop = session.listen(downlink => {
    arrivals.push(run.clock.now())
    for (const sample of downlink) downlinkPeak = Math.max(downlinkPeak, Math.abs(sample))
  })
  try {
    await orInterrupted(
      run,
      Promise.race([new Promise<void>(resolve => run.clock.setTimer(LISTEN_MS, resolve)), session.ended]),
    )
  } finally {
    stop()
  }
  const { received, sent, dropped } = session.statistics
  return {
    received: received - before.received,
    sent: sent - before.sent,
    dropped: dropped - before.dropped,
    listenedMs: run.clock.now() - startedMs,
    downlinkPeak,
    driftPpm: received === before.received ? null : clockDrift(arrivals),
  }
}
