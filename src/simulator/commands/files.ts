import type { Command, CommandContext } from '../at/command.ts'
import type { Outcome } from '../at/outcome.ts'
import { numberOf, type Parameter } from '../at/parameters.ts'
import { checksum } from '../files/checksum.ts'
import { fileNameOf, filePatternOf, type Storage } from '../files/file-name.ts'
import { receiveData } from '../files/receive-data.ts'
import { sendData } from '../files/send-data.ts'
import type { StoredFile } from '../files/stored-file.ts'

/** The errors of the file commands (Quectel FILE application note). */
export const fileError = {
  invalidInput: { cme: 400 },
  beyondEnd: { cme: 401 },
  readZero: { cme: 402 },
  driveFull: { cme: 403 },
  notFound: { cme: 405 },
  invalidName: { cme: 406 },
  exists: { cme: 407 },
  cannotOpen: { cme: 410 },
  tooManyOpen: { cme: 413 },
  readOnly: { cme: 414 },
  badHandle: { cme: 416 },
  cannotList: { cme: 417 },
  cannotDelete: { cme: 418 },
  noDisk: { cme: 419 },
  noSpace: { cme: 420 },
  timeOut: { cme: 421 },
  alreadyOpen: { cme: 426 },
} as const

/** What the manual gives for a size and a time that are left out. */
const usualBytes = 10_240
const usualTimeoutS = 5
const maxTimeoutS = 65_535

/** AT+QFLDS, AT+QFUPL, AT+QFDWL and AT+QFDEL (Quectel EC2x&EG9x&EG2x-G&EM05 FILE application note). */
export const fileCommands: readonly Command[] = [
  {
    name: '+QFLDS',
    test: '',
    run: at => {
      const files = at.module.files.store.list({ storage: 'UFS', name: '*' })
      at.say(`+QFLDS: ${files.reduce((sum, file) => sum + file.length, 0)},${files.length}`)
      return 'OK'
    },
    set: (at, [storage]) => {
      const name = /^(UFS|RAM|SD):?$/i.exec(storage?.text ?? '')?.[1]?.toUpperCase() as Storage | undefined
      if (!name) return fileError.invalidInput
      if (name === 'SD') return fileError.noDisk
      const { store } = at.module.files
      at.say(`+QFLDS: ${store.free(name)},${store.total(name)}`)
      return 'OK'
    },
  },
  listFiles(false),
  {
    name: '+QFUPL',
    test: at => {
      at.say(`+QFUPL: <filename>[,(1-${at.module.files.store.free('UFS')})[,(1-${maxTimeoutS})[,(0,1)]]]`)
      return 'OK'
    },
    set: (at, parameters) => upload(at, parameters),
  },
  {
    name: '+QFDWL',
    test: '+QFDWL: <filename>',
    set: (at, [name]) => {
      const file = fileAt(at, name)
      if ('cme' in file) return file
      const content = file.read()
      return sendData(at, {
        connect: 'CONNECT',
        content,
        ended: () => {
          at.say(`+QFDWL: ${content.length},${checksum(content)}`)
          return 'OK'
        },
      })
    },
  },
  {
    name: '+QFDEL',
    test: '+QFDEL: <filename>',
    set: (at, [name]) => remove(at, name),
  },
]

/** AT+QFLST; some firmware prints `UFS:` before the names there, other firmware prints only what was asked with it. */
export function listFiles(alwaysWithStorage: boolean): Command {
  const list = (at: CommandContext, pattern: Parameter): Outcome => {
    const wanted = filePatternOf(pattern)
    if (!wanted) return fileError.invalidName
    if (wanted.storage === 'SD') return fileError.cannotList
    const bare = wanted.storage === 'UFS' && !alwaysWithStorage && !/^UFS:/i.test(pattern.text)
    for (const { storage, name, length } of at.module.files.store.list(wanted)) {
      at.say(`+QFLST: "${bare ? '' : `${storage}:`}${name}",${length}`)
    }
    return 'OK'
  }
  return {
    name: '+QFLST',
    test: '',
    run: at => list(at, { text: '*', quoted: true }),
    set: (at, [pattern]) => (pattern ? list(at, pattern) : 'ERROR'),
  }
}

/** The file a parameter names, or the error. */
export function fileAt(at: CommandContext, parameter: Parameter | undefined): StoredFile | { readonly cme: number } {
  const name = parameter && fileNameOf(parameter)
  if (!name) return fileError.invalidName
  return at.module.files.store.find(name) ?? fileError.notFound
}

/** A number with a usual value; `undefined` when it is none, or out of range. */
export function numberIn(
  parameter: Parameter | undefined,
  usual: number,
  [least, most]: readonly [number, number],
): number | undefined {
  const value = parameter && parameter.text !== '' ? numberOf(parameter) : usual
  return value !== undefined && value >= least && value <= most ? value : undefined
}

/**
 * AT+QFUPL. What has come when the host falls silent is kept, as after `+++`; a size that was asked for and not reached is
 * an error all the same, whereas without a size silence is how an upload ends.
 */
function upload(at: CommandContext, [nameGiven, size, timeout, ack]: readonly Parameter[]): Outcome {
  const { store } = at.module.files
  const name = nameGiven && fileNameOf(nameGiven)
  if (!name) return fileError.invalidName
  if (store.find(name)) return fileError.exists
  const free = store.free(name.storage)
  const bytes = numberIn(size, Math.min(usualBytes, free), [1, Number.POSITIVE_INFINITY])
  const timeoutS = numberIn(timeout, usualTimeoutS, [1, maxTimeoutS])
  const acknowledged = numberIn(ack, 0, [0, 1])
  if (bytes === undefined || timeoutS === undefined || acknowledged === undefined) return fileError.invalidInput
  if (bytes > free && name.storage !== 'SD') return fileError.noSpace
  const file = store.create(name)
  if (!file) return fileError.cannotOpen
  let lost = false
  return receiveData(at, {
    bytes,
    timeoutMs: timeoutS * 1000,
    acknowledged: acknowledged === 1,
    onData: data => {
      lost = store.write(file, file.length, data) < data.length || lost
    },
    ended: end => {
      if (lost) return fileError.driveFull
      if (end === 'timed out' && size) return fileError.timeOut
      at.say(`+QFUPL: ${file.length},${checksum(file.read())}`)
      return 'OK'
    },
  })
}

/** AT+QFDEL: one file, or all that fit a pattern and nobody is at work on. */
function remove(at: CommandContext, pattern: Parameter | undefined): Outcome {
  const { store } = at.module.files
  const wanted = pattern && filePatternOf(pattern)
  if (!wanted) return fileError.invalidName
  const files = store.list(wanted)
  if (!wanted.name.includes('*')) {
    const [file] = files
    if (!file) return fileError.notFound
    if (file.inUse) return fileError.cannotDelete
  }
  for (const file of files) if (!file.inUse) store.delete(file)
  return 'OK'
}
