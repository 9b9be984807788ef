import { AmrEncoderStream } from '../../../audio/files/amr-encoder-stream.ts'
import { assertAmrTool } from '../../../audio/files/amr-tool.ts'
import { wavHeader } from '../../../audio/files/wav-header.ts'
import { FRAME_BYTES, writeSamples } from '../../../audio/frame.ts'
import type { CellvoiceError } from '../../../base/error.ts'
import type { RecordedFormat } from '../../../modem/module-commands.ts'

/** Turns frames into the bytes of a file, as they come. */
export interface StreamEncoder {
  write(frame: Int16Array): void
  /** Resolves when the last byte was given. */
  end(): Promise<void>
  /** Settles with the reason when it can go on no more. */
  readonly failed: Promise<CellvoiceError | null>
}

/** @throws CellvoiceError AUDIO_TOOL_MISSING where this machine cannot encode the format. */
export async function assertStreamable(format: RecordedFormat): Promise<void> {
  if (format === 'amr') await assertAmrTool({})
}

/** An encoder whose first packet is the header alone: 6 bytes of AMR, or 44 of WAV without sizes. */
export async function streamEncoder(format: RecordedFormat, give: (bytes: Uint8Array) => void): Promise<StreamEncoder> {
  switch (format) {
    case 'wav':
      return wavEncoder(give)
    case 'amr': {
      const stream = await AmrEncoderStream.open({ onBytes: give })
      return {
        write: frame => void stream.write(frame),
        end: async () => void (await stream.finish()),
        failed: stream.ended,
      }
    }
  }
}

function wavEncoder(give: (bytes: Uint8Array) => void): StreamEncoder {
  const packet = new Uint8Array(FRAME_BYTES)
  give(wavHeader())
  return {
    write(frame) {
      writeSamples(frame, packet)
      give(packet)
    },
    end: async () => {},
    failed: new Promise(() => {}),
  }
}
