import type { CellvoiceError, ClearingCause, ClearingCauseName, ErrorCode } from '../index.ts'

/** How the command line can end, and the exit code of each way: the one table of them. */
export const exitCodes = {
  success: { code: 0, means: 'done; a call was answered and has ended' },
  internal: { code: 1, means: 'an error of the program itself, or of an application that it runs' },
  usage: { code: 2, means: 'bad usage: an option, an argument, a number or a file that cannot be used' },
  portNotOpened: { code: 3, means: 'the port is absent, busy, not permitted or not reachable' },
  nobodyAnswers: { code: 4, means: 'the port opens, but nothing on it speaks AT' },
  lineLost: { code: 5, means: 'the line to the module was lost, or the module restarted' },
  refused: { code: 6, means: 'the module refused a command, cannot do it, or did not answer it' },
  badTranscript: { code: 7, means: 'a transcript has a line that cannot be read' },
  audio: { code: 8, means: 'the sound of the call, or a recording, failed: device, disk or program' },
  unhealthy: { code: 9, means: '`doctor` found what stands in the way of calls or their sound' },
  busy: { code: 10, means: 'the far end is busy' },
  noAnswer: { code: 11, means: 'the call was not answered' },
  rejected: { code: 12, means: 'the far end rejected the call' },
  unobtainable: { code: 13, means: 'the number does not exist or has changed' },
  congested: { code: 14, means: 'the network has no channel free or is congested' },
  barred: { code: 15, means: 'the call is barred' },
  failed: { code: 16, means: 'the call failed for another reason' },
  SIGHUP: { code: 129, means: 'ended because the terminal was closed' },
  SIGINT: { code: 130, means: 'ended by Ctrl-C; a call was hung up first' },
  SIGPIPE: { code: 141, means: 'ended because the reader of the output went away' },
  SIGTERM: { code: 143, means: 'ended by SIGTERM; a call was hung up first' },
} as const

type ExitName = keyof typeof exitCodes

const ofErrors: Readonly<Record<ErrorCode, ExitName>> = {
  INVALID_ARGUMENT: 'usage',
  INVALID_NUMBER: 'usage',
  INVALID_TRANSCRIPT: 'badTranscript',
  PORT_NOT_FOUND: 'portNotOpened',
  PORT_NO_PERMISSION: 'portNotOpened',
  PORT_BUSY: 'portNotOpened',
  PORT_UNREACHABLE: 'portNotOpened',
  PORT_FAILED: 'portNotOpened',
  PORT_SILENT: 'nobodyAnswers',
  PORT_GARBAGE: 'nobodyAnswers',
  PORT_LOST: 'lineLost',
  PORT_CONGESTED: 'lineLost',
  PORT_CLOSED: 'lineLost',
  MODEM_CLOSED: 'lineLost',
  MODEM_RESTARTED: 'lineLost',
  MODEM_NOT_READY: 'refused',
  AT_TIMEOUT: 'refused',
  AT_ERROR: 'refused',
  AT_MALFORMED: 'refused',
  AT_QUEUE_FULL: 'refused',
  NOT_SUPPORTED: 'refused',
  NO_SUCH_CALL: 'refused',
  WRONG_CALL_STATE: 'refused',
  DIAL_REFUSED: 'failed',
  AUDIO_FILE_INVALID: 'usage',
  AUDIO_FILE_UNSUPPORTED: 'usage',
  FILE_EXISTS: 'usage',
  FILE_FAILED: 'usage',
  AUDIO_TOOL_MISSING: 'audio',
  AUDIO_TOOL_FAILED: 'audio',
  AUDIO_DEVICE_FAILED: 'audio',
  AUDIO_DEVICE_LOST: 'audio',
  DISK_FULL: 'audio',
  RECORDING_FAILED: 'audio',
  CALLBACK_FAILED: 'internal',
  CALLBACK_QUEUE_FULL: 'internal',
}

/** Of calls that were never answered. One that was cleared normally before that was not answered. */
const ofCauses: Readonly<Record<ClearingCauseName, ExitName>> = {
  NORMAL: 'noAnswer',
  BUSY: 'busy',
  NOANSWER: 'noAnswer',
  REJECTED: 'rejected',
  UNOBTAINABLE: 'unobtainable',
  CHANGED: 'unobtainable',
  OUTOFORDER: 'failed',
  NOCHANNELS: 'congested',
  CONGESTION: 'congested',
  BARRED: 'barred',
  FAILED: 'failed',
  OTHER: 'failed',
}

/** The exit code for an error of the library; a refused call tells why, as one that was placed does. */
export function exitCodeOfError({ code, context }: Pick<CellvoiceError, 'code' | 'context'>): number {
  const cause = code === 'DIAL_REFUSED' ? (context.cause as ClearingCause | undefined) : undefined
  return cause ? exitCodeOfCall({ answered: false, cause: cause.name }) : exitCodes[ofErrors[code]].code
}

/** The exit code for an outgoing call that is over. */
export function exitCodeOfCall({ answered, cause }: { answered: boolean; cause: ClearingCauseName }): number {
  return answered ? exitCodes.success.code : exitCodes[ofCauses[cause]].code
}

/** The table as `--help` shows it. */
export function exitCodeTable(): string {
  return Object.values(exitCodes)
    .map(({ code, means }) => `  ${String(code).padStart(3)}  ${means}`)
    .join('\n')
}
