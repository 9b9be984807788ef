import { setTimeout as sleep } from 'node:timers/promises'
import { LineAudio, type Modem, openModem, type RecordedFile, VoiceCall } from '../../src/index.ts'
import type { ServedModule } from './simulator-request.ts'

const FAR_END = '5550101'
const RX = 0

/** A telephone that records what the far end says: live where it is given the PCM port of its module. */
export class RecordingPhone {
  readonly modem: Modem
  readonly audio: LineAudio | null
  readonly voiceCall: VoiceCall
  /** The recordings that are on the host. */
  readonly recorded: RecordedFile[] = []

  private constructor(modem: Modem, pcmPath: string | null, recordingFolder: string) {
    this.modem = modem
    this.audio = pcmPath === null ? null : new LineAudio({ modem, path: { kind: 'pcm-port', port: { path: pcmPath } } })
    this.voiceCall = new VoiceCall(modem, {
      recordingFolder,
      ...(this.audio && { audio: this.audio }),
      onRecorded: file => this.recorded.push(file),
    })
  }

  static async open(
    { path, pcmPath }: Pick<ServedModule, 'path' | 'pcmPath'>,
    folder: string,
  ): Promise<RecordingPhone> {
    return new RecordingPhone(await openModem({ path }), pcmPath, folder)
  }

  /** Calls a far end that answers at once, and waits until it is through. */
  async call(): Promise<void> {
    this.succeeded(await this.voiceCall.callStart(FAR_END), 'callStart')
    while (this.modem.calls[0]?.state !== 'active') await sleep(5)
  }

  /** Begins to record; live, `onHeard` is given every frame that the recording is given, after it. */
  async record(format: 'wav' | 'amr', name: string, onHeard: (frame: Int16Array) => void): Promise<void> {
    this.succeeded(await this.voiceCall.startRecord(format === 'wav' ? 1 : 0, RX, name), 'startRecord')
    const session = await this.audio?.session()
    session?.listen(onHeard)
  }

  async close(): Promise<void> {
    await this.voiceCall.close()
    await this.audio?.close()
    await this.modem.close()
  }

  private succeeded(status: unknown, what: string): void {
    if (status !== 0) throw new Error(`${what}: ${status} ${this.voiceCall.lastError?.message}`)
  }
}
