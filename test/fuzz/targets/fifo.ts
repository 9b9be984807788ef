import { FifoRequests } from '../../../src/server/carriers/fifo-requests.ts'
import { diceOf, hashOf, piecesOf } from '../dice.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'

const request = '{"jsonrpc":"2.0","id":1,"method":"which"}'

/** Requests through a pipe: found the same in whatever pieces they come, and no reply leaves its folder. */
export const fifo: FuzzTarget = {
  name: 'fifo',
  seeds: () =>
    [`:reply:${request}\n`, `::${request}:other:${request}`, `noise\n:a:[1,"]"]\n`].map(text => Buffer.from(text)),
  words: [
    `:r:${request}\n`,
    ':',
    '\n',
    '../',
    '\\',
    '"',
    '{',
    '}',
    '[',
    ']',
    'x'.repeat(256),
    '\u00ff',
    '['.repeat(33),
  ],
  maxBytes: 500,
  attempt(input) {
    const whole = [...new FifoRequests().take(input)]
    const cut = new FifoRequests()
    const pieces = piecesOf(input, diceOf(hashOf(input))).flatMap(piece => [...cut.take(piece)])
    for (const { replyName } of [...whole, ...pieces]) {
      demand(
        replyName.length <= 255 && !/[./\\]|\p{Cc}/u.test(replyName.replace(/[\x7f-\x9f]/g, '')),
        `a reply to ${JSON.stringify(replyName)}`,
      )
    }
    // A scalar has no end of its own, and a line that is dropped ends where its piece does: else both are the same.
    const isPlain = whole.every(({ bytes }) => bytes[0] === 0x7b) && !cut.isInside
    cut.reset()
    demand(
      !cut.isInside && cut.take(Buffer.from(`:r:${request}`)).length === 1,
      'after a reset it does not know a request',
    )
    return `${whole.length} ${pieces.length} ${isPlain}`
  },
}
