import type { CountedAudio } from './audio-counters.ts'
import { PcmStream } from './pcm-stream.ts'

/** Where AT+QPCMV sends the sound of calls: 0 a serial port of its own, 1 the debug UART, 2 a USB sound card. */
export type PcmPort = 0 | 1 | 2

/** The ways a module can give the sound of its calls to the host, of which one is chosen at most. */
export class PcmPorts {
  readonly serial: PcmStream
  readonly uac: PcmStream
  private chosen: PcmPort | undefined
  private inCall = false
  private current: PcmStream | undefined

  /** `urc` sends the lines of flow control. */
  constructor(counters: CountedAudio, urc: (line: string) => void) {
    this.serial = new PcmStream(counters, mayWrite => urc(`+QPCMV: ${mayWrite ? 1 : 0}`))
    this.uac = new PcmStream(counters, () => {})
  }

  /** The port that is chosen; `undefined` when the module keeps its sound. */
  get port(): PcmPort | undefined {
    return this.chosen
  }

  /** What carries the sound now: nothing outside calls, and nothing here on the debug UART. */
  get stream(): PcmStream | undefined {
    return this.current
  }

  choose(port: PcmPort | undefined): void {
    this.chosen = port
    this.update()
  }

  /** A call is connected, or the last one is over. */
  callsChanged(inCall: boolean): void {
    this.inCall = inCall
    this.update()
  }

  private update(): void {
    const before = this.current
    this.current = this.inCall ? this.chosenStream() : undefined
    if (this.current === before) return
    before?.close()
    this.current?.open()
  }

  private chosenStream(): PcmStream | undefined {
    if (this.chosen === 0) return this.serial
    return this.chosen === 2 ? this.uac : undefined
  }
}
