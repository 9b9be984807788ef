import { espeakSynthesizer } from '../audio/index.ts'
import type { Clock } from '../index.ts'
import type { Behaviour, Simulator, SubscriberCall } from '../simulator/index.ts'
import { numberText } from './call-text.ts'
import type { PartyScript, Reception } from './party-script.ts'
import type { Run } from './run.ts'
import { actInCall, type PartyDeed, type PartyWorld, until } from './simulated-party.ts'

/** Who calls on the simulated network, and who is called there. */
export interface PartyScripts {
  readonly calls: readonly PartyScript[]
  readonly answers: readonly PartyScript[]
}

/** After so long the first caller calls, ms, and so long after the end of each call the next one on that line. */
const CALL_AFTER_MS = 1_000
/** Callers on different lines do not call in the same moment, ms. */
const APART_MS = 500

/** 3GPP TS 24.008 10.5.4.11: user busy, call rejected. */
const causes = { busy: 17, reject: 21 } as const

/**
 * Makes ready what the parties say, which takes a moment.
 * @returns what lets them act: it resolves when all the calls to the lines are over.
 * @throws CellvoiceError AUDIO_TOOL_MISSING where one is to say something and espeak-ng is not installed.
 */
export async function simulatedParties(
  run: Run,
  simulator: Simulator,
  clock: Clock,
  { calls, answers }: PartyScripts,
): Promise<() => Promise<void>> {
  const voices = await voicesOf([...calls, ...answers])
  const worldOf = (number: string): PartyWorld => ({
    clock,
    voiceOf: text => voices.get(text) ?? new Int16Array(0),
    tell: deed => showDeed(run, number, deed),
  })
  return async () => {
    for (const [number, scripts] of byNumber(answers)) void answerCalls(simulator, worldOf(number), number, scripts)
    const { modules } = simulator
    await Promise.all(
      modules.map(async (module, index) => {
        await pause(clock, index * APART_MS)
        for (const script of calls.filter((_, place) => place % modules.length === index)) {
          await pause(clock, CALL_AFTER_MS)
          await makeCall(simulator, worldOf(script.number), script, module.number)
        }
      }),
    )
  }
}

async function makeCall(simulator: Simulator, world: PartyWorld, script: PartyScript, to: string): Promise<void> {
  const call = simulator.network.call(script.number, to)
  if (await isAnswered(world.clock, call)) await actInCall(world, call, script.steps)
}

/** Each call goes by the next script, and those after the last script by that. Never resolves. */
async function answerCalls(
  simulator: Simulator,
  world: PartyWorld,
  number: string,
  scripts: readonly PartyScript[],
): Promise<void> {
  const subscriber = simulator.network.subscriber(number)
  let latest = subscriber.call
  for (let index = 0; ; index++) {
    const script = scripts[Math.min(index, scripts.length - 1)]
    if (!script) return
    subscriber.behave(behaviourOf(script.reception))
    await until(world.clock, () => subscriber.call !== latest)
    const call = subscriber.call
    latest = call
    if (!call) continue
    if (await isAnswered(world.clock, call)) await actInCall(world, call, script.steps)
  }
}

/** Resolves when it is known. */
async function isAnswered(clock: Clock, call: SubscriberCall): Promise<boolean> {
  await until(clock, () => call.state === 'active' || call.state === 'released')
  return call.state === 'active'
}

function behaviourOf(reception: Reception): Behaviour {
  switch (reception.kind) {
    case 'answer':
      return {
        summary: 'rings and answers',
        steps: [
          { afterMs: 0, does: 'alert' },
          { afterMs: reception.afterSeconds * 1000, does: 'answer' },
        ],
      }
    case 'no answer':
      return { summary: 'rings and never answers', steps: [{ afterMs: 0, does: 'alert' }] }
    default:
      return { summary: reception.kind, steps: [{ afterMs: 0, does: 'clear', cause: causes[reception.kind] }] }
  }
}

function byNumber(scripts: readonly PartyScript[]): ReadonlyMap<string, readonly PartyScript[]> {
  const numbers = new Set(scripts.map(({ number }) => number))
  return new Map([...numbers].map(number => [number, scripts.filter(script => script.number === number)]))
}

async function voicesOf(scripts: readonly PartyScript[]): Promise<ReadonlyMap<string, Int16Array>> {
  const { speak } = espeakSynthesizer()
  const voices = new Map<string, Int16Array>()
  for (const step of scripts.flatMap(({ steps }) => steps)) {
    if (step.does === 'say') voices.set(step.text, (await speak(step.text)).samples)
  }
  return voices
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise(resolve => {
    clock.setTimer(ms, resolve)
  })
}

function showDeed({ printer }: Run, number: string, deed: PartyDeed): void {
  printer.say(
    { event: 'simulated', number, ...deed },
    printer.paint.dim(`${numberText(number)} (simulated): ${deed.what}`),
  )
}
