/** How a serial line is set up: 8 data bits, no parity, one stop bit, and nobody else on it. */
export interface SerialSettings {
  readonly path: string
  readonly baudRate: number
  readonly rtscts: boolean
  readonly dataBits: 8
  readonly parity: 'none'
  readonly stopBits: 1
  /** Exclusive: a second opener that also locks is refused. */
  readonly lock: true
}
