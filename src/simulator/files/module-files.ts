import type { Clock } from '../../base/clock.ts'
import type { ModuleAudio } from '../audio/module-audio.ts'
import { isEstablished, type Leg } from '../network/leg.ts'
import { type AmrDecoder, type AmrEncoder, decodeWithSox, encodeWithSox, soxHasAmr } from './amr-codec.ts'
import { FileStore } from './file-store.ts'
import { OpenFiles } from './open-files.ts'
import { Player } from './player.ts'
import { Recorder } from './recorder.ts'

/** What the files of a module need of it. */
export interface FilesSurroundings {
  readonly clock: Clock
  readonly audio: ModuleAudio
  readonly voice: { readonly calls: { all(): readonly { readonly leg: Leg }[] } }
  urc(line: string): void
}

/** How the files of a module are to be. */
export interface FileOptions {
  readonly storageBytes: number
  readonly transferBytesPerSecond: number
  readonly amrEncoder: AmrEncoder | 'sox' | null
  readonly amrDecoder: AmrDecoder | 'sox' | null
}

/** The files of a module, and all that is done with them. */
export class ModuleFiles {
  readonly store: FileStore
  readonly open = new OpenFiles()
  readonly recorder: Recorder
  readonly player: Player
  /** How fast the line of the module is. */
  readonly bytesPerSecond: number
  private readonly options: FileOptions

  constructor(module: FilesSurroundings, options: FileOptions) {
    this.options = options
    this.bytesPerSecond = options.transferBytesPerSecond
    this.store = new FileStore(options.storageBytes)
    const surroundings = {
      clock: module.clock,
      audio: module.audio,
      store: this.store,
      established: () => module.voice.calls.all().some(({ leg }) => isEstablished(leg)),
      urc: (line: string) => module.urc(line),
    }
    this.recorder = new Recorder(surroundings)
    this.player = new Player(surroundings)
  }

  /** What encodes AMR; `undefined` where there is nothing that does. */
  amrEncoder(): Promise<AmrEncoder | undefined> {
    return chosen(this.options.amrEncoder, encodeWithSox)
  }

  /** What decodes AMR; `undefined` where there is nothing that does. */
  amrDecoder(): Promise<AmrDecoder | undefined> {
    return chosen(this.options.amrDecoder, decodeWithSox)
  }

  losePower(): void {
    this.recorder.losePower()
    this.player.losePower()
    this.open.losePower()
    this.store.losePower()
  }
}

async function chosen<T>(option: T | 'sox' | null, withSox: T): Promise<T | undefined> {
  if (option !== 'sox') return option ?? undefined
  return (await soxHasAmr()) ? withSox : undefined
}
