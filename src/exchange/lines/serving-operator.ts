import type { CancelTimer, Clock } from '../../base/clock.ts'
import { CellvoiceError } from '../../base/error.ts'
import type { Modem } from '../../calls/modem.ts'
import { currentOperator } from '../../modem/module-commands.ts'

/** A format of AT+COPS: names in full, or the digits of the PLMN (27.007 7.3). */
type OperatorFormat = 'name' | 'plmn'

/** The limit of AT+COPS is that of a search; choosing a format needs none. */
const FORMAT_LIMIT_MS = 5_000

/** So long the lines that have not answered are waited for once one is found: a silent one must not hold up the others. */
const OTHERS_LIMIT_MS = 500

/** What is looked at of a line. */
interface ServedLine {
  readonly modem: Modem | null
}

/**
 * The lines that are served by an operator now, in their order.
 * @param wanted its name as the module tells it, in any case of letters, or its PLMN of 5 or 6 digits.
 */
export async function linesServedBy<Kind extends ServedLine>(
  lines: readonly Kind[],
  wanted: string,
  clock: Clock,
): Promise<readonly Kind[]> {
  const served = new Set<Kind>()
  await new Promise<void>(resolve => {
    let cancel: CancelTimer | undefined
    const asked = lines.map(async line => {
      if (!line.modem || !(await isServedBy(line.modem, wanted))) return
      served.add(line)
      cancel ??= clock.setTimer(OTHERS_LIMIT_MS, resolve)
    })
    void Promise.all(asked).finally(() => {
      cancel?.()
      resolve()
    })
  })
  return lines.filter(line => served.has(line))
}

/**
 * Whether a module is served by an operator now.
 * @param wanted its name as the module tells it, in any case of letters, or its PLMN of 5 or 6 digits.
 * @returns also false where the module cannot tell.
 */
async function isServedBy(modem: Modem, wanted: string): Promise<boolean> {
  try {
    const operator = await operatorInTurn(modem, /^\d{5,6}$/.test(wanted) ? 'plmn' : 'name')
    return operator?.toLowerCase() === wanted.toLowerCase()
  } catch (error) {
    if (CellvoiceError.is(error)) return false
    throw error
  }
}

/** Of each module the question that is under way: the format holds for whoever asks next, too. */
const questions = new WeakMap<Modem, Promise<unknown>>()

function operatorInTurn(modem: Modem, format: OperatorFormat): Promise<string | null> {
  const answer = (questions.get(modem) ?? Promise.resolve()).then(() => operatorOf(modem, format))
  // Names in full are how the module was at its start, and how others read it, also where the question failed.
  const reset = () => (format === 'plmn' ? setFormat(modem, 'name') : undefined)
  const over = answer.finally(reset).catch(() => {})
  questions.set(modem, over)
  return answer
}

async function operatorOf(modem: Modem, format: OperatorFormat): Promise<string | null> {
  await setFormat(modem, format)
  return (await modem.execute(currentOperator, undefined))?.operator ?? null
}

async function setFormat(modem: Modem, format: OperatorFormat): Promise<void> {
  await modem.command(`AT+COPS=3,${format === 'plmn' ? 2 : 0}`, FORMAT_LIMIT_MS)
}
