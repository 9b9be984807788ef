import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { RecordingOrder, RecordingReport } from './recording-phone-process.ts'

const program = fileURLToPath(new URL('./recording-phone-process.ts', import.meta.url))

type Stopped = Extract<RecordingReport, { kind: 'stopped' }>

/** A process of ours that records a call; `command` is put before it, to limit what it may write. */
export class RecordingProcess {
  /** What it heard while it recorded, frame by frame. */
  readonly heard: Buffer[] = []
  private readonly process: ChildProcess
  private readonly closed: Promise<unknown>
  private readonly recording: Promise<void>
  private readonly stopped: Promise<Stopped>
  private onHeard: (frames: number) => void = () => {}

  private constructor(order: RecordingOrder, command: readonly string[]) {
    const [first = '', ...args] = [...command, process.execPath, '--import', 'tsx', program, JSON.stringify(order)]
    this.process = spawn(first, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.process.stdin?.on('error', () => {})
    this.closed = once(this.process, 'close')
    let begun = () => {}
    let ended: (stopped: Stopped) => void = () => {}
    this.recording = new Promise(resolve => {
      begun = resolve
    })
    this.stopped = new Promise(resolve => {
      ended = resolve
    })
    if (!this.process.stdout) throw new Error('no output')
    createInterface(this.process.stdout).on('line', line => {
      const report = JSON.parse(line) as RecordingReport
      if (report.kind === 'heard') this.onHeard(this.heard.push(Buffer.from(report.frame, 'base64')))
      else if (report.kind === 'recording') begun()
      else ended(report)
    })
  }

  /** Resolves when it records. */
  static async start(order: RecordingOrder, command: readonly string[] = []): Promise<RecordingProcess> {
    const recording = new RecordingProcess(order, command)
    await Promise.race([recording.recording, recording.unexpectedEnd()])
    return recording
  }

  /** Lets it stop recording, and resolves with what came of it. */
  async stop(): Promise<Stopped> {
    this.process.stdin?.write('stop\n')
    const stopped = await Promise.race([this.stopped, this.unexpectedEnd()])
    await this.closed
    return stopped
  }

  /** Ends it without a word. Harmless when it has ended. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL')
    await this.closed
  }

  /** As {@link kill}, as soon as it has said that it heard so many frames: while it is at work on the last of them. */
  async killAfter(frames: number): Promise<void> {
    this.onHeard = count => {
      if (count >= frames) this.process.kill('SIGKILL')
    }
    await this.closed
  }

  private async unexpectedEnd(): Promise<never> {
    await this.closed
    throw new Error('the process has ended')
  }
}
