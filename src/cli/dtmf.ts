import { exitCodes } from './exit-codes.ts'
import type { PortOptions } from './port-line.ts'
import type { Run } from './run.ts'
import { sendKeys } from './send-keys.ts'
import { withSession } from './session.ts'

/** What `cellvoice dtmf` takes besides the keys. */
export interface DtmfOptions extends PortOptions {
  readonly ms: number
}

/** Sends tones in the call that is up. */
export function dtmf(run: Run, keys: string, options: DtmfOptions): Promise<number> {
  return withSession(run, options, async ({ modem }) => {
    await sendKeys(run, modem, keys, options.ms)
    return exitCodes.success.code
  })
}
