import type { FamilyName, Fault, InjectedFaults } from '../../src/simulator/index.ts'
import { type CallScript, callScripts } from './call-scripts.ts'
import { answering, type CutWorld, cutWorld } from './cut-world.ts'

/** So long the line may take to be ready and free again: a time-out of 90 s twice, and a start of the module. */
const RECOVERY_LIMIT_MS = 240_000
const REOPEN_MS = 1_000
const HANG_UP_AGAIN_MS = 5_000
/** A module that restarts is deaf for so long, and one that was stalled for less. */
const START_MS = 25_000

/** What became of one call on which something went wrong. */
export interface CutRun {
  readonly wrongs: readonly string[]
  /** From the end of the script until the line was ready and free, ms. */
  readonly recoveryMs: number
  readonly struck: number
  /** How many calls the modem told of before the next one. */
  readonly calls: number
  readonly traffic: InjectedFaults['traffic']
}

/** Plays a call with a fault in it, and sees whether everything is well afterwards and the next call works. */
export async function cutRun(family: FamilyName, script: string, fault: Fault | null): Promise<CutRun> {
  const world = await cutWorld(family)
  const injected = world.module.inject(...(fault ? [fault] : []))
  await (callScripts[script] as CallScript)(world)
  const traffic = structuredClone(injected.traffic)
  const scriptEndMs = world.clock.now()
  if (fault?.kind === 'reset' || fault?.kind === 'stall') await world.pass(START_MS)
  const wrongs = await recover(world)
  const recoveryMs = world.clock.now() - scriptEndMs
  injected.stop()
  const { calls } = world.accounts
  if (wrongs.length === 0) wrongs.push(...(await nextCall(world)))
  wrongs.push(...world.accounts.wrongs())
  if (world.unanswered > 0) wrongs.push(`${world.unanswered} requests never came to an end`)
  await world.modem.close()
  return { wrongs, recoveryMs, struck: injected.struck, calls, traffic }
}

/** Opens the line again where it was lost, and ends what is left: what a program does that lives on. */
async function recover(world: CutWorld): Promise<string[]> {
  const { clock, modem, module, ask, reach } = world
  const endMs = clock.now() + RECOVERY_LIMIT_MS
  const isWell = () => modem.state.kind === 'ready' && modem.calls.length === 0 && module.truth().length === 0
  while (!(isWell() && world.unanswered === 0)) {
    if (clock.now() >= endMs) {
      const calls = modem.calls.map(call => call.state).join(' ')
      const truth = module.truth().map(call => call.state)
      return [
        `not recovered: ${modem.state.kind}, modem has ${calls || 'no call'}, module ${truth.join(' ') || 'none'}`,
      ]
    }
    if (modem.state.kind === 'lost' || modem.state.kind === 'closed') {
      await ask(modem.open())
      await clock.advance(REOPEN_MS)
    } else if (modem.state.kind === 'ready' && modem.calls.length > 0) {
      await ask(modem.hangUpAll())
      await reach(() => modem.calls.length === 0, HANG_UP_AGAIN_MS)
    } else await clock.advance(100)
  }
  return []
}

async function nextCall({ modem, module, ask, reach }: CutWorld): Promise<string[]> {
  const call = await ask(modem.dial(answering))
  if (!call) return ['the next call could not be dialled']
  if (!(await reach(() => call.state === 'active'))) return [`the next call is ${call.state}, not active`]
  await ask(call.hangUp())
  await reach(() => modem.calls.length === 0 && module.truth().length === 0)
  if (modem.calls.length > 0) return ['the next call did not end']
  return module.truth().length > 0 ? ['the next call goes on at the module'] : []
}
