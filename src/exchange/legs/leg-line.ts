import type { DtmfDetectorOptions } from '../../audio/dtmf/dtmf-detector.ts'
import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import type { Call } from '../../calls/call.ts'
import type { Modem } from '../../calls/modem.ts'
import type { LineAudio } from '../line-audio.ts'
import type { CellularLeg } from './cellular-leg.ts'

/** What a leg needs of the line it is on. */
export interface LegLine {
  readonly name: string
  readonly number: string | null
  readonly modem: Modem
  readonly audio: LineAudio | null
  readonly clock: Clock
  readonly logger: Logger
  readonly detectorOptions: DtmfDetectorOptions
  /** Who finds the keys of the far end on this line. */
  readonly keySource: 'module' | 'software'
  /** Whether the sound of the line is that of this leg now. */
  carries(leg: CellularLeg): boolean
  /** Whether the module has no call besides this one, and none is being dialled. */
  isOnlyCall(call: Call): boolean
}
