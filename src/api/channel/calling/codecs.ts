import type { ChannelParts } from '../channel-parts.ts'
import { refusal } from '../refuse.ts'

/** Codecs in order of priority: `g711a;g711u`, or a list. */
export type Codecs = string | readonly string[] | null

const codec = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/

/**
 * Checks a choice of codecs and notes that the network makes its own.
 * @throws UASError where it is no list of names.
 */
export function noteCodecs({ life, diagnostics }: ChannelParts, method: string, codecs: Codecs | undefined): void {
  if (codecs === null || codecs === undefined) return
  const names = typeof codecs === 'string' ? codecs.split(';') : codecs
  const isCodec = (name: unknown) => typeof name === 'string' && codec.test(name.trim())
  if (!Array.isArray(names) || names.length === 0 || !names.every(isCodec)) {
    throw refusal(life, method, `takes codecs as g711a;g711u, not ${String(codecs)}`)
  }
  diagnostics.note(method, `codecs ${names.join(';')}`, 'the network chooses the codec')
}
