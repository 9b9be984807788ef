import type { Command, CommandContext } from '../at/command.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { ModuleCall } from '../module/module-call.ts'
import type { HoldService, Voice } from '../module/voice.ts'
import { cause } from '../network/causes.ts'

const refused: FinalResult = { cme: 3 }

/** AT+CHLD (3GPP TS 27.007 7.13, 3GPP TS 22.030 6.5.5.1); `test` lists what the family has. */
export function callHolding(test: string, { transfers, picky }: { transfers: boolean; picky: boolean }): Command {
  return {
    name: '+CHLD',
    test: `+CHLD: ${test}`,
    set: (at, [parameter]) => {
      const [, action = '', index = ''] = /^([0-4])([1-9]?)$/.exec(parameter?.text ?? '') ?? []
      if (action === '' || (action === '4' && !transfers)) return 'ERROR'
      if (at.module.voice.belongsElsewhere(at.port)) return refused
      const fault = at.module.voice.holdFaults.get(serviceOf(at, action))
      if (fault !== undefined) return fault === 'ignored' ? 'OK' : { cme: fault }
      if (at.module.family.reportsBeforeResult) at.port.urcsFirst()
      return hold(at, action, Number(index), picky)
    },
  }
}

function serviceOf({ module: { voice } }: CommandContext, action: string): HoldService | undefined {
  if (action === '4') return 'transfer'
  if (action !== '2') return undefined
  return voice.calls.in('active').length > 0 ? 'hold' : 'retrieve'
}

function hold({ module }: CommandContext, action: string, index: number, picky: boolean): FinalResult {
  const { voice } = module
  const call = voice.calls.at(index)
  if (index > 0 && !call) return refused
  if (!call) return carryOut(voice, action)
  if (action === '1') return releaseOne(voice, call)
  return action === '2' ? separate(voice, call, picky) : refused
}

function carryOut(voice: Voice, action: string): FinalResult {
  switch (action) {
    case '0':
      return releaseHeld(voice)
    case '1':
      return releaseActive(voice)
    case '2':
      return swap(voice)
    case '3':
      return join(voice)
    default:
      return transfer(voice)
  }
}

/** 0: user busy to the waiting call; without one, the held calls are released. */
function releaseHeld(voice: Voice): FinalResult {
  const offered = voice.calls.in('waiting', 'incoming')
  const [number, calls] =
    offered.length > 0 ? [cause.userBusy, offered] : [cause.normalClearing, voice.calls.in('held')]
  if (calls.length === 0) return refused
  for (const { leg } of calls) voice.switching.release(leg, number)
  return 'OK'
}

/** 1: the active calls are released, and the waiting call or else the held ones taken up. */
function releaseActive(voice: Voice): FinalResult {
  const active = voice.calls.in('active')
  const [offered] = voice.calls.in('waiting', 'incoming')
  const held = voice.calls.in('held')
  if (active.length === 0 && !offered && held.length === 0) return refused
  for (const { leg } of active) voice.switching.release(leg)
  if (offered) voice.switching.answer(offered.leg)
  else for (const { leg } of held) voice.switching.retrieve(leg)
  return 'OK'
}

/** 1x: one call alone is released, in whatever state. */
function releaseOne(voice: Voice, { leg }: ModuleCall): FinalResult {
  const answered = leg.state !== 'incoming' && leg.state !== 'waiting'
  voice.switching.release(leg, answered ? cause.normalClearing : cause.userBusy)
  return 'OK'
}

/** 2: the active calls are held, and the waiting call or else the held ones taken up. */
function swap(voice: Voice): FinalResult {
  const active = voice.calls.in('active')
  const [offered] = voice.calls.in('waiting', 'incoming')
  const held = voice.calls.in('held')
  if (active.length === 0 && !offered && held.length === 0) return refused
  // Three groups of calls are one too many: nothing can be held beside what is held already.
  if (offered && active.length > 0 && held.length > 0) return refused
  for (const { leg } of active) voice.switching.hold(leg)
  if (offered) voice.switching.answer(offered.leg)
  else for (const { leg } of held) voice.switching.retrieve(leg)
  return 'OK'
}

/** 2x: all active calls but one are held. */
function separate(voice: Voice, { leg }: ModuleCall, picky: boolean): FinalResult {
  if (leg.state !== 'active' && leg.state !== 'held') return refused
  if (picky && voice.calls.all().length < 2) return refused
  // A multiparty call cannot be split while another call is held (3GPP TS 22.084 1.3.8.4).
  const othersActive = voice.calls.in('active').some(call => call.leg !== leg)
  if (othersActive && voice.calls.in('held').some(call => call.leg !== leg)) return refused
  voice.switching.separate(leg)
  return 'OK'
}

/** 3: the held calls join the active ones; at most five parties (3GPP TS 22.084 1.2.1). */
function join(voice: Voice): FinalResult {
  const [active, held] = [voice.calls.in('active'), voice.calls.in('held')]
  if (active.length === 0 || held.length === 0 || active.length + held.length > 5) return refused
  voice.switching.join(voice.line)
  return 'OK'
}

/** 4: explicit call transfer, also to a party that is still being alerted (3GPP TS 22.091 4). */
function transfer(voice: Voice): FinalResult {
  const [held] = voice.calls.in('held')
  const [other] = voice.calls.in('active', 'alerting')
  if (!held || !other || held.leg.multiparty || other.leg.multiparty) return refused
  voice.switching.transfer(held.leg, other.leg)
  return 'OK'
}
