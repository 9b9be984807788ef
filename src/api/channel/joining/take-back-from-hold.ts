import type { ChannelParts } from '../channel-parts.ts'
import { JOIN_MS } from '../limits.ts'
import { waitUntil } from '../wait.ts'

/**
 * Takes a call back that was held to dial beside it on the same module. Where that fails it stays held, as its state then
 * says. Never rejects.
 */
export async function takeBackFromHold({ exchange, life, clock, diagnostics }: ChannelParts): Promise<void> {
  const { leg } = life
  if (leg?.state !== 'held') return
  const modem = exchange.lines.find(line => line.name === leg.line)?.modem
  const held = modem?.calls.filter(call => call.state === 'held') ?? []
  // Which of several is ours cannot be told, and the wrong one must not be taken.
  const [call] = held.length === 1 ? held : []
  if (!call) return
  try {
    await call.resume()
    await waitUntil([life], { clock, ms: JOIN_MS }, () => (leg.state === 'held' ? undefined : true))
  } catch (error) {
    diagnostics.note('transfer', 'the call back', `it stays held (${error instanceof Error ? error.message : error})`)
  }
}
