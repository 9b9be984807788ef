import type { CommandDeclaration } from '../at/command.ts'
import { answer } from './answer.ts'
import { extendedErrorReport } from './ceer.ts'
import { type HoldOperation, holdOperation } from './chld.ts'
import { listCurrentCalls } from './clcc.ts'
import { activityStatus } from './cpas.ts'
import { type DialArguments, dial } from './dial.ts'
import { hangUp, hangUpWithCause, hookControl } from './hang-up.ts'
import { rawCommand } from './raw.ts'

/** A command line of a log, as the command it is. */
export interface RecognisedCommand {
  readonly declaration: CommandDeclaration<unknown, unknown>
  readonly args: unknown
}

type Row = readonly [pattern: RegExp, recognise: (match: RegExpExecArray) => RecognisedCommand]

/** The command lines that bear on calls; the rest is taken as it stands. */
const rows: readonly Row[] = [
  [/^ATD[TP]?(\+?[0-9*#ABC]{1,40})[IiGg]*;$/i, ([, number = '']) => of<DialArguments>(dial, { number })],
  [/^ATA$/i, () => of(answer, undefined)],
  [/^ATH0?$/i, () => of(hookControl, undefined)],
  [/^AT\+CHUP$/i, () => of(hangUp, undefined)],
  [
    /^AT\+CHLD=([0-4])(\d?)$/i,
    ([, operation, index]) => of(holdOperation, operationOf(Number(operation), index ?? '')),
  ],
  [/^AT\+QHUP=\d+,([1-7])$/i, ([, index]) => of(hangUpWithCause, { cause: 16, index: Number(index) })],
  [/^AT\+CLCC$/i, () => of(listCurrentCalls, undefined)],
  [/^AT\+CEER$/i, () => of(extendedErrorReport, undefined)],
  [/^AT\+CPAS$/i, () => of(activityStatus, undefined)],
]

/** The command behind a host line of a wire log. @throws CellvoiceError INVALID_ARGUMENT for a line that is none. */
export function recogniseCommand(line: string): RecognisedCommand {
  for (const [pattern, recognise] of rows) {
    const match = pattern.exec(line)
    if (match) return recognise(match)
  }
  return of(rawCommand(line), undefined)
}

function of<Args>(declaration: CommandDeclaration<Args, unknown>, args: Args): RecognisedCommand {
  return { declaration: declaration as CommandDeclaration<unknown, unknown>, args }
}

function operationOf(operation: number, digit: string): HoldOperation {
  const index = Number(digit)
  switch (operation) {
    case 0:
      return { kind: 'release-held' }
    case 1:
      return digit ? { kind: 'release-one', index } : { kind: 'release-active' }
    case 2:
      return digit ? { kind: 'private', index } : { kind: 'swap' }
    case 3:
      return { kind: 'join' }
    default:
      return { kind: 'transfer' }
  }
}
