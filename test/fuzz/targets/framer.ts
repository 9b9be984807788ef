import { Framer, MAX_LINE_BYTES } from '../../../src/at/framer.ts'
import { multilinePrefixes } from '../../../src/commands/dictionary.ts'
import { diceOf, hashOf, piecesOf } from '../dice.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'
import { wireSeeds, wireWords } from '../wire-words.ts'

/** The framer: whatever comes, it says the same however it was cut, and is ready for the next line. */
export const framer: FuzzTarget = {
  name: 'framer',
  seeds: () => wireSeeds().filter((_, index) => index % 4 === 0),
  words: [...wireWords, '\r\n> ', '> ', '\r\nCONNECT\r\n', '\r\n\r\n', '\r', '\n', '"', 'X'.repeat(MAX_LINE_BYTES)],
  maxBytes: 4_400,
  attempt(input) {
    // The first byte says what is expected: a prompt, counted data.
    const how = input[0] ?? 0
    const bytes = input.subarray(1)
    const whole = framed([bytes], how)
    const dice = diceOf(hashOf(input))
    const inPieces = framed(piecesOf(bytes, dice), how)
    demand(whole.said.join('\n') === inPieces.said.join('\n'), 'cut into pieces it says something else')
    demand(whole.data <= (how & 2 ? how : 0), 'more data than was expected')
    demand(whole.ready, 'after a reset it does not know RING')
    return whole.said.map(kindOf).slice(0, 5).join()
  },
}

function framed(pieces: readonly Uint8Array[], how: number): { said: string[]; data: number; ready: boolean } {
  const said: string[] = []
  let data = 0
  const framer = new Framer(
    {
      onLine(text) {
        demand(text.length > 0 && text.length <= MAX_LINE_BYTES, `a line of ${text.length} bytes`)
        const isMenu = multilinePrefixes.some(prefix => text.startsWith(prefix))
        demand(isMenu || !/[\r\n]/.test(text), 'a line with a line end inside')
        demand(!/^ |[ \r\n]$/.test(text), 'a line with outer blanks')
        said.push(`line ${text}`)
      },
      onPrompt: () => said.push('prompt'),
      onData(bytes, remaining) {
        demand(bytes.length > 0 && remaining >= 0, 'data of nothing')
        data += bytes.length
        if (remaining === 0) said.push('data')
      },
      onOverrun(beginning, bytes) {
        demand(beginning.length <= 64 && bytes > MAX_LINE_BYTES, 'an overrun of a line that is not too long')
        said.push(`overrun ${bytes}`)
      },
    },
    multilinePrefixes,
  )
  framer.expectPrompt((how & 1) !== 0)
  if (how & 2) framer.expectData(how)
  for (const piece of pieces) framer.feed(piece)
  const count = said.length
  framer.reset()
  framer.feed(Buffer.from('\r\nRING\r\n'))
  const ready = said.length === count + 1 && said[count] === 'line RING'
  return { said: said.slice(0, count), data, ready }
}

/** Without what makes each one different. */
function kindOf(said: string): string {
  if (said.startsWith('overrun')) return 'overrun'
  if (!said.startsWith('line ')) return said
  return /^[+^]/.test(said.slice(5)) ? 'message' : /[\r\n]/.test(said) ? 'menu' : 'text'
}
