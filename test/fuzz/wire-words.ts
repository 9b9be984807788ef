import { urcs } from '../../src/commands/dictionary.ts'
import { transcripts } from '../support/transcripts.ts'

/** Lines, keys and results of the wire, as pieces for inputs. */
export const wireWords: readonly string[] = [
  ...urcs.flatMap(({ key, example }) => [key, `\r\n${example}\r\n`]),
  ...['OK', 'ERROR', '+CME ERROR: 30', '+CMS ERROR: 500', 'COMMAND NOT SUPPORT', 'CONNECT 115200'],
  ...['"', ',', ',,', '""', '"5550100"', ',129', ',145', '+15550100', '-1', '999999999', '\u00a0'],
]

/** What the modules of the wire logs said, in blocks of some lines. */
export function wireSeeds(): readonly Uint8Array[] {
  const blocks: string[] = urcs.map(({ example }) => `\r\n${example}\r\n`)
  for (const lines of transcripts().values()) {
    const said = lines.flatMap(line => /^[^#]*?< (.*)$/.exec(line)?.[1] ?? [])
    for (let at = 0; at < said.length; at += 6) {
      blocks.push(
        said
          .slice(at, at + 6)
          .map(line => `\r\n${line}\r\n`)
          .join(''),
      )
    }
  }
  return blocks.slice(0, 600).map(text => Buffer.from(text, 'latin1'))
}
