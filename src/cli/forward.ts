import { dialString, type ForwardingStatus } from '../index.ts'
import { exitCodes } from './exit-codes.ts'
import type { PortOptions } from './port-line.ts'
import type { Run } from './run.ts'
import { withSession } from './session.ts'
import { withVoiceCall } from './with-voice-call.ts'

/** When calls are forwarded, in the order of voiceCall's `reason`. */
const reasons = ['unconditional', 'busy', 'no-reply', 'not-reachable'] as const
export type ForwardingReasonName = (typeof reasons)[number]

/** voiceCall's `fwmode` for a word; a number is registered. */
const modes: Readonly<Record<string, number>> = { off: 0, on: 1, erase: 4 }
const REGISTER = 3

/** Changes forwarding if `to` is given, and shows what the network says then. The network may take long to answer. */
export function forward(
  run: Run,
  reason: ForwardingReasonName | undefined,
  to: string | undefined,
  options: PortOptions,
): Promise<number> {
  // Refused before the port is opened.
  if (to !== undefined && !(to in modes)) dialString(to)
  return withSession(run, options, async ({ modem }) => {
    await withVoiceCall(run, modem, async (voiceCall, succeed) => {
      if (reason && to !== undefined) {
        const mode = modes[to]
        run.printer.live(`asking the network to change forwarding when ${reason} …`)
        succeed(await voiceCall.setFw(reasons.indexOf(reason), mode ?? REGISTER, mode === undefined ? to : ''))
      }
      for (const each of reason ? [reason] : reasons) {
        run.printer.live(`asking the network about ${each} …`)
        show(run, each, succeed(await voiceCall.getFw(reasons.indexOf(each))))
      }
    })
    return exitCodes.success.code
  })
}

function show(run: Run, reason: ForwardingReasonName, rows: readonly ForwardingStatus[]): void {
  for (const row of rows) {
    const seconds = row.noReplySeconds === null ? '' : ` after ${row.noReplySeconds} s`
    const where =
      row.number === null ? 'not registered' : `${row.active ? 'to' : 'off, registered'} ${row.number}${seconds}`
    run.printer.say({ event: 'forwarding', reason, ...row }, `${reason.padEnd(14)} ${where}${classText(row)}`)
  }
}

/** The class bits in words, where they are not those of voice alone or of everything. */
function classText({ serviceClass }: ForwardingStatus): string {
  if (serviceClass === null || serviceClass === 1 || serviceClass >= 7) return ''
  return ` (service class ${serviceClass})`
}
