/** Numbers by how they begin, and how long they are. */
export interface NumberRange {
  /**
   * 1 to 15 digits: after a `+` of the number in international form (E.164), however it is dialled; without, of what is
   * dialled, as for short codes.
   */
  readonly prefix: string
  /** Of the whole number, counted without `+`. Default: any length. */
  readonly minDigits?: number
  readonly maxDigits?: number
}

/** How national numbers of a country are dialled. */
export interface NationalDialling {
  /** Country code (E.164), 1 to 3 digits: `44`. */
  readonly country: string
  /** What comes before a national number, and is no part of it; '' where nothing does. */
  readonly trunk: string
  /** What comes before a country code where no `+` is dialled. */
  readonly international: readonly string[]
}

/** How much may be dialled in a day of the clock of this machine. A minute counts when it begins. */
export interface DayCaps {
  /** Attempts, whatever comes of them; at least 0. */
  readonly calls?: number
  /** Talk time, minutes; at least 0. A call that uses the last one up is hung up. */
  readonly minutes?: number
}

/**
 * What an exchange may dial. It is for machines that dial on behalf of others: by default there are no emergency calls, no
 * service codes, and no calls to premium-rate or satellite numbers.
 */
export interface DialPolicy {
  /**
   * The country of the SIMs, by its code (`44`), or how it dials. Without it only numbers that begin with `+` or `00` are
   * known for what they are, national premium-rate numbers are not known but for those with 0900 and 1900, and what is an
   * emergency number in any country counts as one.
   */
  readonly country?: string | NationalDialling
  /** Where given, what no range has is refused. The longest prefix of all lists decides. */
  readonly allow?: readonly (string | NumberRange)[]
  /**
   * Refused; of an allowed range with as long a prefix, this wins. With a `+` it holds for every way in which the number may be
   * dialled, without for what is dialled alone.
   */
  readonly deny?: readonly (string | NumberRange)[]
  /** National and international premium-rate numbers. Default `denied`. */
  readonly premium?: 'allowed' | 'denied'
  /** Satellite and other networks without a country. Default `denied`. */
  readonly satellite?: 'allowed' | 'denied'
  /** Default `denied`. Where allowed, no cap and no limit stops such a call. */
  readonly emergency?: 'allowed' | 'denied'
  /** How long a dialled call may be up, minutes, greater than 0; then the exchange hangs up. Default: any length. */
  readonly maxCallMinutes?: number
  /** Attempts within 60 s on all lines, at least 1. Default: any number. */
  readonly callsPerMinute?: number
  /** Of each line by itself. */
  readonly lineDay?: DayCaps
  /** Of all lines together. */
  readonly day?: DayCaps
  /** Where it is kept what was dialled today, so that the caps outlast a restart. Default: in memory. */
  readonly usagePath?: string
}
