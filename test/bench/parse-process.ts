import { ReadlineParser } from '@serialport/parser-readline'
import { Framer } from '../../src/at/framer.ts'
import { messageOf, multilinePrefixes } from '../../src/commands/dictionary.ts'
import { answerParent } from '../support/answer-parent.ts'
import { corpus } from './corpus.ts'
import { CORPUS_LINES, chunkSizes, type ParseSpeeds, type ParseVariant } from './parse-variants.ts'

/** Each chunk size is measured for about this long. */
const MEASURE_MS = 250
/** The compiler works beside the first passes. */
const WARM_UP_MS = 250

// A program of its own: `parse-process VARIANT SEED` parses the corpus in chunks of each size and says how fast that was.
const [variant = '', seed = ''] = process.argv.slice(2)
const bytes = corpus(Number(seed), CORPUS_LINES)

type Feed = (chunk: Uint8Array) => unknown

/** What each variant does with bytes; `onLine` counts, and is told whether the line was understood. */
const parsers: Readonly<Record<ParseVariant, (onLine: (understood: boolean) => void) => Feed>> = {
  framer: onLine => framed(() => onLine(true)),
  messages: onLine => framed(line => onLine(messageOf(line) !== null)),
  readline(onLine) {
    const parser = new ReadlineParser({ delimiter: '\r\n', encoding: 'latin1' })
    parser.on('data', () => onLine(true))
    return chunk => parser.write(chunk)
  },
}

function framed(onLine: (line: string) => void): Feed {
  const framer = new Framer({ onLine, onPrompt() {}, onData() {}, onOverrun() {} }, multilinePrefixes)
  return chunk => framer.feed(chunk)
}

/** Made beforehand, as a transport hands them over: to cut is no part of what is measured. */
function cut(whole: Uint8Array, chunkBytes: number): readonly Uint8Array[] {
  const count = Math.ceil(whole.length / chunkBytes)
  return Array.from({ length: count }, (_, index) => whole.subarray(index * chunkBytes, (index + 1) * chunkBytes))
}

/** MB for each second of processor time when the corpus comes in chunks of this size. */
async function measure(chunkBytes: number): Promise<number> {
  let lines = 0
  let understood = 0
  const feed = parsers[variant as ParseVariant](isUnderstood => {
    lines++
    if (isUnderstood) understood++
  })
  const chunks = cut(bytes, chunkBytes)
  const pass = async () => {
    lines = 0
    for (const chunk of chunks) feed(chunk)
    await new Promise(resolve => setImmediate(resolve))
    if (lines !== CORPUS_LINES) throw new Error(`${variant} gave ${lines} lines of ${CORPUS_LINES}`)
  }
  await repeat(pass, WARM_UP_MS)
  const { passes, busyMs } = await repeat(pass, MEASURE_MS)
  if (understood < CORPUS_LINES / 4) throw new Error(`${variant} understood ${understood} lines only`)
  return (passes * bytes.length) / 1000 / busyMs
}

/** Does `pass` again and again for this much processor time, which other programs do not take from it. */
async function repeat(pass: () => Promise<void>, atLeastMs: number): Promise<{ passes: number; busyMs: number }> {
  const started = process.cpuUsage()
  for (let passes = 1; ; passes++) {
    await pass()
    const { user, system } = process.cpuUsage(started)
    const busyMs = (user + system) / 1000
    if (busyMs >= atLeastMs) return { passes, busyMs }
  }
}

answerParent({}, async () => {
  const speeds: ParseSpeeds = {}
  for (const size of chunkSizes) speeds[size] = await measure(size)
  return speeds
})
