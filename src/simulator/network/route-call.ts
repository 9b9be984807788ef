import { cause } from './causes.ts'
import { emergencyNumbers } from './emergency-numbers.ts'
import { isEstablished } from './leg.ts'
import type { Line } from './line.ts'
import { barsVoice, forwardingReason, voiceForwarding } from './services.ts'

/** What the network does with a call. */
export type Route =
  | { readonly to: 'line'; readonly line: Line; readonly waits: boolean }
  | { readonly to: 'number'; readonly number: string }
  | { readonly to: 'nowhere'; readonly cause: number; readonly barred: boolean }

const cleared = (number: number, barred = false): Route => ({ to: 'nowhere', cause: number, barred })

/** Whether the caller's own subscription lets the call go out (3GPP TS 22.088); emergency numbers never get through. */
export function mayCall(caller: Line, dialled: string): Route | undefined {
  const international = dialled.startsWith('+') && !dialled.startsWith('+1')
  const facilities = international ? ['AO', 'OI', 'OX'] : ['AO']
  if (barsVoice(caller.services, ...facilities)) return cleared(cause.operatorBarring, true)
  return emergencyNumbers.has(dialled) ? cleared(cause.operatorBarring) : undefined
}

/** Where a call from `caller` to `called` goes (3GPP TS 22.082 for forwarding, 22.083 for waiting, 22.088 for barring). */
export function routeCall(caller: Line, called: Line | undefined): Route {
  if (!called) return cleared(cause.unassignedNumber)
  const { services, terminal, legs, manyCalls } = called
  const forward = (reason: number, otherwise: number): Route => {
    const forwarding = voiceForwarding(services, reason)
    return forwarding ? { to: 'number', number: forwarding.number } : cleared(otherwise)
  }
  const unconditional = voiceForwarding(services, forwardingReason.unconditional)
  if (unconditional) return { to: 'number', number: unconditional.number }
  if (barsVoice(services, 'AI')) return cleared(cause.callRejected)
  if (!terminal.reachable) return forward(forwardingReason.notReachable, cause.destinationOutOfOrder)
  const waits = !manyCalls && legs.length > 0
  // A second call is offered only beside established ones (3GPP TS 22.083 1.1), and never by oneself.
  const mayWait = (services.waiting & 1) === 1 && legs.every(isEstablished) && called !== caller
  if (waits && !mayWait) return forward(forwardingReason.busy, cause.userBusy)
  return { to: 'line', line: called, waits }
}
