import type { Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { sendUssd } from '../commands/cusd.ts'
import { mmiCommand } from '../commands/mmi.ts'
import type { Modem } from './modem.ts'

/** How long the network may take for a USSD answer, ms. Quectel EC2x AT Commands Manual V2.0, 11.8. */
const USSD_LIMIT_MS = 120_000

/** What a service code brought. */
export interface ServiceAnswer {
  /** The answer lines of the module; empty for USSD. */
  readonly lines: readonly string[]
  /** The text of the network as it came, or null where there was none. */
  readonly text: string | null
  /** Whether the network waits for a reply. */
  readonly replyExpected: boolean
}

/**
 * Sends a service code (`*#21#`, `*100#`) the way a telephone does: what 22.030 knows goes as its own command, the rest as
 * USSD, whose answer is waited for.
 */
export async function ussd(
  modem: Pick<Modem, 'command' | 'execute' | 'events$'>,
  clock: Clock,
  code: string,
): Promise<ServiceAnswer> {
  const wanted = mmiCommand(code)
  if (wanted.kind !== 'command') {
    const detail = wanted.kind === 'dial' ? 'a number to dial, not a service code' : wanted.reason
    throw new CellvoiceError('INVALID_ARGUMENT', { detail: `${JSON.stringify(code)}: ${detail}` })
  }
  if (!wanted.command.startsWith('AT+CUSD')) {
    return { lines: await modem.command(wanted.command), text: null, replyExpected: false }
  }
  const answered = networkAnswer(modem, clock, code)
  try {
    await modem.execute(sendUssd, code)
    return await answered.answer
  } finally {
    answered.stop()
  }
}

/** The next `+CUSD`, which may come before the OK of the command. */
function networkAnswer(
  modem: Pick<Modem, 'events$'>,
  clock: Clock,
  code: string,
): { readonly answer: Promise<ServiceAnswer>; stop(): void } {
  let stop = () => {}
  const answer = new Promise<ServiceAnswer>((resolve, reject) => {
    const late = () => reject(new CellvoiceError('AT_TIMEOUT', { detail: `no answer of the network to ${code}` }))
    const cancel = clock.setTimer(USSD_LIMIT_MS, late)
    const subscription = modem.events$.subscribe(event => {
      if (event.kind !== 'message' || event.message.kind !== 'ussd') return
      const { text, state } = event.message
      resolve({ lines: [], text, replyExpected: state === 'reply-expected' })
    })
    stop = () => {
      cancel()
      subscription.unsubscribe()
    }
  })
  // A refused command is what the caller hears of; the answer nobody waits for then is no error of its own.
  answer.catch(() => {})
  return { answer, stop }
}
