import { type Clock, systemClock } from '../../base/clock.ts'
import type { CellvoiceError } from '../../base/error.ts'
import { type Logger, silentLogger } from '../../base/logger.ts'
import type { Transport } from '../../transport/transport.ts'
import type { MediaSession } from '../media-session.ts'
import { cushionFrames } from './cushion-frames.ts'
import { FramePump } from './frame-pump.ts'
import { type DeviceStatistics, mediaCounters } from './media-counters.ts'
import { OpeningFlush } from './opening-flush.ts'
import { UplinkOutlet } from './uplink-outlet.ts'

/** What {@link openPcmPort} is given. */
export interface PcmPortOptions {
  /** The port that carries samples (16-bit little-endian, mono, 8 kHz), not yet open; the session opens and closes it. */
  readonly transport: Transport
  /** Default: the clock on the wall. */
  readonly clock?: Clock
  /** Milliseconds of silence sent ahead, so that the module never runs dry while this process is busy: 0 to 500, default 60. */
  readonly cushionMs?: number
  /** Hears of listeners and sources that threw. Default: nobody. */
  readonly logger?: Logger
}

/** A {@link MediaSession} on a port, which the module may halt: it tells by `+QPCMV` on its AT interface. */
export interface PcmPortSession extends MediaSession {
  /** For `+QPCMV: 0`: nothing is written until {@link resume}; what cannot wait is dropped and counted. */
  pause(): void
  /** For `+QPCMV: 1`. */
  resume(): void
  /** Whether the port has taken nothing for 200 ms although there was something to send, halted or not. */
  readonly stalled: boolean
  readonly statistics: DeviceStatistics
}

/**
 * Opens a port on which a module exchanges samples: 320 bytes each 20 ms, both ways (`AT+QPCMV=1,0` of Quectel EC2x).
 * What the port had kept from before, 20 ms long, is left out. The exchange begins with the first sound of the module, or
 * 500 ms after the port was opened: so the samples may be switched on before or after this.
 *
 * The bytes are taken as they come: where a sample begins cannot be seen, so the first byte is the first half of one.
 * @returns the session; its `ended` gives PORT_LOST when the port is gone.
 * @throws CellvoiceError INVALID_ARGUMENT for a cushion out of range, else what {@link Transport.open} gives.
 */
export async function openPcmPort(options: PcmPortOptions): Promise<PcmPortSession> {
  const { transport, clock = systemClock, cushionMs = 60, logger = silentLogger } = options
  const cushion = cushionFrames(cushionMs)
  const counters = mediaCounters()
  const flush = new OpeningFlush(clock)
  const outlet = new UplinkOutlet({
    clock,
    counters,
    cushionFrames: cushion,
    write: bytes => transport.write(bytes),
    onLateFrames: frames => pump.addSurplus(frames),
  })
  const pump = new FramePump({
    clock,
    logger,
    counters,
    cushionFrames: cushion,
    send: bytes => outlet.offer(bytes),
  })
  let settle: (reason: CellvoiceError | null) => void = () => {}
  const ended = new Promise<CellvoiceError | null>(resolve => {
    settle = resolve
  })
  const end = (reason: CellvoiceError | null) => {
    pump.stop()
    outlet.stop()
    settle(reason)
  }
  await transport.open({ onData: chunk => pump.accept(flush.pass(chunk)), onLost: end })
  flush.opened()
  pump.start()
  return {
    name: `PCM on ${transport.name}`,
    listen: listener => pump.listen(listener),
    setSource: source => pump.setSource(source),
    pause: () => outlet.pause(),
    resume: () => outlet.resume(),
    get stalled() {
      return outlet.stalled
    },
    get statistics() {
      return { ...counters }
    },
    ended,
    async close() {
      end(null)
      await transport.close()
    },
  }
}
