import { FRAME_BYTES, writeSamples } from '../../audio/frame.ts'
import { type AmrEncoder, amrFrameBytes, amrMagicBytes } from './amr-codec.ts'
import type { FileStore } from './file-store.ts'
import type { StoredFile } from './stored-file.ts'
import { wavHeader, wavHeaderBytes } from './wav-file.ts'

/** What a recording is written to, frame by frame. */
export interface RecordingFile {
  /** @returns whether there was room for the frame. */
  add(frame: Int16Array): boolean
  /** No frame follows. @returns what completes the file; fails where it cannot be. */
  end(): Promise<() => void>
  /** Whether the file is completed even when the power goes before that. */
  readonly completeWithoutPower: boolean
}

/** A WAV file: it grows with each frame, and its header gets the sizes at the end. `undefined` without room for a header. */
export function wavRecording(store: FileStore, file: StoredFile): RecordingFile | undefined {
  const header = wavHeader()
  if (store.free(file.storage) < header.length) return undefined
  store.write(file, 0, header)
  const bytes = new Uint8Array(FRAME_BYTES)
  return {
    add: frame => {
      if (store.free(file.storage) < bytes.length) return false
      writeSamples(frame, bytes)
      return store.write(file, file.length, bytes) === bytes.length
    },
    end: async () => () => store.write(file, 0, wavHeader(file.length - wavHeaderBytes)),
    completeWithoutPower: false,
  }
}

/**
 * An AMR file: the samples are kept, and encoded when the recording ends. Until then the file is empty, but its room is
 * taken into account. `undefined` without room for the beginning.
 */
export function amrRecording(store: FileStore, file: StoredFile, encode: AmrEncoder): RecordingFile | undefined {
  if (store.free(file.storage) < amrMagicBytes) return undefined
  const frames: Int16Array[] = []
  const end = async () => {
    const samples = new Int16Array(frames.reduce((length, frame) => length + frame.length, 0))
    let at = 0
    for (const frame of frames) {
      samples.set(frame, at)
      at += frame.length
    }
    const encoded = await encode(samples)
    return () => store.write(file, 0, encoded)
  }
  return {
    add: frame => {
      if (store.free(file.storage) < amrMagicBytes + (frames.length + 1) * amrFrameBytes) return false
      frames.push(frame.slice())
      return true
    },
    end,
    // A real module writes as it encodes, and has nearly all of it in flash by then.
    completeWithoutPower: true,
  }
}
