import { ReadlineParser } from '@serialport/parser-readline'
import { Framer } from '../../src/at/framer.ts'
import { messageOf, multilinePrefixes } from '../../src/commands/dictionary.ts'
import { answerParent } from '../support/answer-parent.ts'
import { corpus } from './corpus.ts'
import { CORPUS_LINES, chunkSizes, type ParseSpeeds, type ParseVariant } from './parse-variants.ts'

/** Each chunk size is measured for about this long. */
const MEASURE_MS = 250

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

/** MB/s when the corpus comes in chunks of this size. */
async function measure(chunkBytes: number): Promise<number> {
  let lines = 0
  let understood = 0
  const feed = parsers[variant as ParseVariant](isUnderstood => {
    lines++
    if (isUnderstood) understood++
  })
  const pass = async () => {
    lines = 0
    for (let from = 0; from < bytes.length; from += chunkBytes) feed(bytes.subarray(from, from + chunkBytes))
    await new Promise(resolve => setImmediate(resolve))
    if (lines !== CORPUS_LINES) throw new Error(`${variant} gave ${lines} lines of ${CORPUS_LINES}`)
  }
  await pass() // Warms up.
  const startedMs = performance.now()
  let passes = 0
  let elapsedMs = 0
  while (elapsedMs < MEASURE_MS) {
    await pass()
    passes++
    elapsedMs = performance.now() - startedMs
  }
  if (understood < CORPUS_LINES / 4) throw new Error(`${variant} understood ${understood} lines only`)
  return (passes * bytes.length) / 1000 / elapsedMs
}

answerParent({}, async () => {
  const speeds: ParseSpeeds = {}
  for (const size of chunkSizes) speeds[size] = await measure(size)
  return speeds
})
