import { type CommandDeclaration, command, type Progress, setting, type TakeData } from '../at/command.ts'
import { integer, quoted } from '../at/command-line.ts'
import { integerOf, lineFieldsOf } from '../at/fields.ts'
import type { FinalResult } from '../at/final-result.ts'
import { CellvoiceError } from '../base/error.ts'
import { fileChecksum } from './file-checksum.ts'

const source = 'Quectel EC2x&EG9x&EG2x-G&EM05 FILE Application Note; transcript doc-ec2x-qfupl-prompt-then-qpsnd'

/** The largest file that is written; the file system of the smallest module is not larger. */
export const MAX_FILE_BYTES = 10_000_000
/** The largest file that is read: 104 minutes of WAV, on a module with more flash or with a card. */
export const MAX_READ_BYTES = 100_000_000
/** The longest file name, with its storage in front: `UFS:`, `RAM:`, `SD:`. */
const MAX_NAME_BYTES = 80
/** The flash of a module takes its time before the first byte and after the last. */
const STORAGE_LIMIT_MS = 10_000

/** 9600 baud, the slowest line that is of use, moves about a byte a millisecond. */
const transferLimitMs = (bytes: number) => STORAGE_LIMIT_MS + bytes

/** What the module says it has taken. */
export interface StoredFile {
  readonly bytes: number
  /** Whether size and checksum are those of what was sent. */
  readonly intact: boolean
}

/** A file to write. */
export interface Upload {
  readonly name: string
  readonly content: Uint8Array
  readonly onProgress?: Progress
}

/** Writes a file. A name that exists is refused: delete it first. Null where the answer cannot be read. */
export const uploadFile = command<Upload, StoredFile | null>({
  name: 'AT+QFUPL',
  source,
  example: ['AT+QFUPL="a.wav",2,30', 'CONNECT', '+QFUPL: 2,4869', 'OK'],
  text: ({ name, content }) =>
    `AT+QFUPL=${quoted(name, MAX_NAME_BYTES)},${integer(content.length, 1, MAX_FILE_BYTES)},30`,
  claims: ['+QFUPL:'],
  limitMs: STORAGE_LIMIT_MS,
  limitFor: ({ content }) => transferLimitMs(content.length),
  continuation: ({ content, onProgress }) => ({ kind: 'send', bytes: content, onProgress }),
  decode: ({ lines }, { content }) => {
    const told = countAndChecksum(lines)
    return told && { bytes: told.bytes, intact: matches(told, content) }
  },
})

/** How much the module says it has sent, and the checksum of it (see {@link fileChecksum}). */
export interface SentFile {
  readonly bytes: number
  readonly checksum: number
}

/** A file to read, its size, and what takes it: it may be larger than what is to be kept in memory. */
export interface Download {
  readonly name: string
  readonly bytes: number
  readonly onData: TakeData
}

/** Reads a file of known size (see {@link listFiles}). Null where the answer cannot be read. */
export const downloadFile = command<Download, SentFile | null>({
  name: 'AT+QFDWL',
  source,
  example: ['AT+QFDWL="a.wav"', 'CONNECT', '+QFDWL: 2,4869', 'OK'],
  text: ({ name, bytes }) => {
    integer(bytes, 0, MAX_READ_BYTES)
    return `AT+QFDWL=${quoted(name, MAX_NAME_BYTES)}`
  },
  claims: ['+QFDWL:'],
  limitMs: STORAGE_LIMIT_MS,
  limitFor: ({ bytes }) => transferLimitMs(bytes),
  continuation: ({ bytes, onData }) => ({ kind: 'receive', bytes, onData }),
  decode: ({ lines }) => countAndChecksum(lines),
})

/** A file in the list. */
export interface ListedFile {
  readonly name: string
  readonly bytes: number
}

/** The files whose names match: `*`, `UFS:*.wav`, `RAM:a.amr`. Lines that cannot be read are passed over. */
export const listFiles: CommandDeclaration<string, readonly ListedFile[]> = command({
  name: 'AT+QFLST',
  source,
  example: ['AT+QFLST="*"', '+QFLST: "UFS:a.wav",16044', 'OK'],
  text: pattern => `AT+QFLST=${quoted(pattern, MAX_NAME_BYTES)}`,
  claims: ['+QFLST:'],
  limitMs: STORAGE_LIMIT_MS,
  decode: ({ lines }) => lines.map(listedFileOf).filter(file => file !== null),
})

/** Deletes a file. */
export const deleteFile = setting<string>({
  name: 'AT+QFDEL',
  source,
  example: 'AT+QFDEL="a.wav"',
  text: name => `AT+QFDEL=${quoted(name, MAX_NAME_BYTES)}`,
  limitMs: STORAGE_LIMIT_MS,
})

/** The errors of a module whose flash is full: memory full, file too large, drive full, no space, file too large. */
const fullErrors: ReadonlySet<number | null> = new Set([20, 63, 403, 420, 423])

/** Whether a file command was refused because there is no room for the file. */
export function saysNoRoom(error: unknown): boolean {
  if (!CellvoiceError.is(error, 'AT_ERROR')) return false
  const result = error.context.result as FinalResult | undefined
  return result?.kind === 'cme' && fullErrors.has(result.code)
}

/** `+QFUPL: 2,4869`: the checksum is hexadecimal, in either case, with or without leading zeros. */
function countAndChecksum(lines: readonly string[]): SentFile | null {
  const [count, checksum = ''] = lineFieldsOf(lines.at(-1) ?? '')
  const bytes = integerOf(count)
  return bytes !== null && /^[0-9a-f]{1,4}$/i.test(checksum) ? { bytes, checksum: Number.parseInt(checksum, 16) } : null
}

function matches(told: SentFile, content: Uint8Array): boolean {
  return told.bytes === content.length && told.checksum === fileChecksum(content)
}

function listedFileOf(line: string): ListedFile | null {
  const [name, size] = lineFieldsOf(line)
  const bytes = integerOf(size)
  return name && bytes !== null && bytes >= 0 ? { name, bytes } : null
}
