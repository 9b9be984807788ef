import type { Modem } from '../../calls/modem.ts'
import { imsState, networkInformation } from '../../modem/module-commands.ts'
import type { CallFamily } from './callback-arguments.ts'

/**
 * Asks the module what carries calls now: VoLTE on LTE with IMS, circuit switched on LTE without it or on 2G and 3G. No
 * field of a call line tells, so it is asked beforehand. Where it cannot be told, VoLTE, as the vendor says of its modules
 * and as all public scripts expect.
 */
export async function callBearer(modem: Pick<Modem, 'execute'>): Promise<Extract<CallFamily, 'volte' | 'cs'>> {
  const network = await modem.execute(networkInformation, undefined).catch(() => null)
  if (!network || /no service/i.test(network.technology)) return 'volte'
  if (!/LTE/i.test(network.technology))
    return /GSM|EDGE|GPRS|WCDMA|HSP|HSDPA|HSUPA|CDMA/i.test(network.technology) ? 'cs' : 'volte'
  const ims = await modem.execute(imsState, undefined).catch(() => null)
  return ims?.volteReady === false ? 'cs' : 'volte'
}
