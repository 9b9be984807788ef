import { bridgeSessions, openAlsa } from '../audio/index.ts'
import type { CellvoiceError, LineSession } from '../index.ts'
import type { Run } from './run.ts'

/**
 * Lets a sound card of this machine and a call hear each other until one of them is gone.
 * @param fail Hears why, where it was not the end of the call.
 * @returns how to end it.
 * @throws CellvoiceError as `openAlsa` gives it.
 */
export async function talkThroughCard(
  { clock, logger, printer }: Run,
  session: LineSession,
  device: string,
  fail: (error: CellvoiceError) => void,
): Promise<() => Promise<void>> {
  const card = await openAlsa({ device, clock, logger })
  const bridge = bridgeSessions(session, card)
  printer.say({ event: 'talking', device }, `talk now, through ${card.name}`)
  const close = async () => {
    bridge.close()
    await card.close()
  }
  const leave = (reason: CellvoiceError | null) => {
    if (reason) fail(reason)
    void close()
  }
  void session.ended.then(leave)
  void card.ended.then(leave)
  return close
}
