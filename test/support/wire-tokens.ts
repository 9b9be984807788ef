import { Framer } from '../../src/at/framer.ts'

/** What the framer found, in order; neighbouring pieces of data are one. */
export type WireToken =
  | { readonly line: string }
  | { readonly prompt: true }
  | { readonly data: string }
  | { readonly overrun: string; readonly bytes: number }

/**
 * Feeds latin1 `chunks` to a framer and returns what it found. A line `CONNECT <n>` announces n bytes of data, as
 * AT+QFREAD does.
 */
export function wireTokens(
  chunks: readonly string[],
  { prompts = false, multiline = ['+CUSD:'] }: { prompts?: boolean; multiline?: readonly string[] } = {},
): WireToken[] {
  const tokens: WireToken[] = []
  const framer: Framer = new Framer(
    {
      onLine(line) {
        tokens.push({ line })
        const count = /^CONNECT (\d+)$/.exec(line)?.[1]
        if (count) framer.expectData(Number(count))
      },
      onPrompt() {
        tokens.push({ prompt: true })
        framer.expectPrompt(prompts)
      },
      onData(bytes) {
        const last = tokens.at(-1)
        const data = Buffer.from(bytes).toString('latin1')
        if (last && 'data' in last) tokens[tokens.length - 1] = { data: last.data + data }
        else tokens.push({ data })
      },
      onOverrun: (overrun, bytes) => tokens.push({ overrun, bytes }),
    },
    multiline,
  )
  framer.expectPrompt(prompts)
  for (const chunk of chunks) framer.feed(Buffer.from(chunk, 'latin1'))
  return tokens
}
