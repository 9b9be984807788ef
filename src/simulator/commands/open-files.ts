import type { Command, CommandContext } from '../at/command.ts'
import type { FinalResult } from '../at/final-result.ts'
import type { Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import { fileNameOf } from '../files/file-name.ts'
import type { OpenFile } from '../files/open-files.ts'
import { receiveData } from '../files/receive-data.ts'
import { sendData } from '../files/send-data.ts'
import { fileError, numberIn } from './files.ts'

const usualBytes = 10_240
const usualTimeoutS = 5

/** AT+QFOPEN to AT+QFCLOSE (Quectel EC2x&EG9x&EG2x-G&EM05 FILE application note): files by handle. */
export const openFileCommands: readonly Command[] = [
  {
    name: '+QFOPEN',
    test: '+QFOPEN: <filename>[,(0-2)]',
    read: at => {
      for (const [handle, { file, mode }] of at.module.files.open.entries()) {
        at.say(`+QFOPEN: "${file.storage}:${file.name}",${handle},${mode}`)
      }
      return 'OK'
    },
    set: (at, parameters) => open(at, parameters),
  },
  {
    name: '+QFREAD',
    test: '+QFREAD: <filehandle>[,<length>]',
    set: withOpenFile((at, file, [, length]) => read(at, file, length)),
  },
  {
    name: '+QFWRITE',
    test: '+QFWRITE: <filehandle>[,<length>[,<timeout>]]',
    set: withOpenFile((at, file, [, length, timeout]) => write(at, file, length, timeout)),
  },
  {
    name: '+QFSEEK',
    test: '+QFSEEK: <filehandle>,<offset>[,(0-2)]',
    set: withOpenFile((_at, file, [, offset, from]) => seek(file, offset, from)),
  },
  {
    name: '+QFPOSITION',
    test: '+QFPOSITION: <filehandle>',
    set: withOpenFile((at, { position }) => {
      at.say(`+QFPOSITION: ${position}`)
      return 'OK'
    }),
  },
  {
    name: '+QFCLOSE',
    test: '+QFCLOSE: <filehandle>',
    set: (at, [handle]) => (at.module.files.open.close(numberOf(handle) ?? -1) ? 'OK' : fileError.badHandle),
  },
]

function withOpenFile(
  handler: (at: CommandContext, file: OpenFile, parameters: readonly Parameter[]) => Outcome,
): (at: CommandContext, parameters: readonly Parameter[]) => Outcome {
  return (at, parameters) => {
    const file = at.module.files.open.at(numberOf(parameters[0]))
    return file ? handler(at, file, parameters) : fileError.badHandle
  }
}

function open(at: CommandContext, [nameGiven, modeGiven]: readonly Parameter[]): Outcome {
  const { store, open: handles } = at.module.files
  const name = nameGiven && fileNameOf(nameGiven)
  const mode = numberIn(modeGiven, 0, [0, 2])
  if (!name) return fileError.invalidName
  if (mode === undefined) return fileError.invalidInput
  if (handles.full) return fileError.tooManyOpen
  const found = store.find(name)
  if (!found && mode === 2) return fileError.notFound
  if (found?.inUse) return fileError.alreadyOpen
  const file = found ?? store.create(name)
  if (!file) return fileError.cannotOpen
  if (mode === 1) file.empty()
  at.say(`+QFOPEN: ${handles.open(file, mode)}`)
  return 'OK'
}

function read(at: CommandContext, open: OpenFile, length: Parameter | undefined): Outcome {
  const bytes = numberIn(length, open.file.length, [1, Number.POSITIVE_INFINITY])
  if (bytes === undefined && length) return fileError.invalidInput
  const content = open.file.read(open.position, open.position + (bytes ?? 0))
  if (content.length === 0) return fileError.readZero
  open.position += content.length
  return sendData(at, { connect: `CONNECT ${content.length}`, content, ended: () => 'OK' })
}

function write(
  at: CommandContext,
  open: OpenFile,
  length: Parameter | undefined,
  timeout: Parameter | undefined,
): Outcome {
  const bytes = numberIn(length, usualBytes, [1, Number.POSITIVE_INFINITY])
  const timeoutS = numberIn(timeout, usualTimeoutS, [1, 65_535])
  if (bytes === undefined || timeoutS === undefined) return fileError.invalidInput
  if (open.mode === 2) return fileError.readOnly
  let written = 0
  let lost = false
  return receiveData(at, {
    bytes,
    timeoutMs: timeoutS * 1000,
    acknowledged: false,
    onData: data => {
      // What comes after the drive was full does not belong behind what came before.
      const count = lost ? 0 : at.module.files.store.write(open.file, open.position, data)
      lost ||= count < data.length
      open.position += count
      written += count
    },
    ended: () => {
      if (lost && written === 0) return fileError.driveFull
      at.say(`+QFWRITE: ${written},${open.file.length}`)
      return 'OK'
    },
  })
}

/** From the beginning (0), the place where it is (1) or the end (2); not beyond the end. */
function seek(open: OpenFile, offset: Parameter | undefined, from: Parameter | undefined): FinalResult {
  const origin = [0, open.position, open.file.length][numberIn(from, 0, [0, 2]) ?? -1]
  if (origin === undefined || !/^-?\d{1,9}$/.test(offset?.text ?? '')) return fileError.invalidInput
  const position = origin + Number(offset?.text)
  if (position < 0) return fileError.invalidInput
  if (position > open.file.length) return fileError.beyondEnd
  open.position = position
  return 'OK'
}
