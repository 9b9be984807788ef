import { integerOf } from '../at/fields.ts'

/** How well the network is heard. 27.007 8.5. */
export interface SignalQuality {
  /** 0-31: -113 dBm and up by 2 dB a step; 100-198: -116 dBm and up by 1 dB (TD-SCDMA, LTE); null if not known. */
  readonly rssi: number | null
  /** Bit error rate class; null if not known. */
  readonly ber: number | null
}

/** Reads the two values of AT+CSQ and `+QIND: "csq"`; 99 and 199 stand for not known. */
export function signalQuality(rssi: string | undefined, ber: string | undefined): SignalQuality {
  return { rssi: levelOf(integerOf(rssi)), ber: levelOf(integerOf(ber)) }
}

/** A level, or null where it is not known. */
export function levelOf(level: number | null): number | null {
  return level !== null && level >= 0 && level < 199 && level !== 99 ? level : null
}
