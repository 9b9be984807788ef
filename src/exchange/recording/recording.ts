import type { FinishedRecording } from '../../audio/files/recording-file.ts'
import type { CellvoiceError } from '../../base/error.ts'
import type { RecordedDirection, RecordedFormat } from '../../modem/module-commands.ts'

/** What is to be recorded of a call, and where to. */
export interface RecordingRequest {
  readonly format: RecordedFormat
  /** `downlink` is the far end, `uplink` what it hears from here. */
  readonly direction: RecordedDirection
  /** A path on the host; its folder exists. */
  readonly path: string
  /** Whether a file that exists is replaced; else it is refused. */
  readonly overwrite: boolean
  /** Hears how much of a file has been fetched from the module. */
  readonly onFetched?: (bytes: number, of: number) => void
}

/** A recording that is on the host. */
export interface RecordedFile extends FinishedRecording {
  /** What ended it early, or what is missing in it; null where it is whole. */
  readonly trouble: CellvoiceError | null
}

/** A recording under way. */
export interface Recording {
  /** `live` from samples that reach the host, `module` in a file of the module that is fetched at the end. */
  readonly source: 'live' | 'module'
  /** Ends it and resolves when the file is on the host. Harmless when it has ended: the same result again. */
  stop(): Promise<RecordedFile>
  /** The result however it ends: by {@link stop}, with the last call, or by trouble. */
  readonly ended: Promise<RecordedFile>
}
