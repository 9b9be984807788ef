import { Dialogue } from '../at/dialogue.ts'
import type { Clock } from '../base/clock.ts'
import { CellvoiceError } from '../base/error.ts'
import { serialNumber, wakeUp } from '../commands/identity.ts'
import type { Transport } from '../transport/transport.ts'
import { imeiOf } from './identify.ts'

/**
 * Asks who is at a port, changes nothing but the echo, and leaves it. Takes three commands' time at most.
 * @returns null where the port cannot be opened, nobody answers, or the answer has no IMEI.
 */
export async function askImei(transport: Transport, clock: Clock): Promise<string | null> {
  const dialogue = new Dialogue({
    transport,
    clock,
    isUnsolicited: () => false,
    listener: { onUnsolicited() {}, onSent() {}, onExchange() {}, onLost() {} },
  })
  try {
    await dialogue.open()
    await dialogue.execute(wakeUp, undefined)
    return imeiOf(await dialogue.execute(serialNumber, undefined)) || null
  } catch (error) {
    if (!CellvoiceError.is(error)) throw error
    return null
  } finally {
    await dialogue.close()
  }
}
