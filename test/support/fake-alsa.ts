import { EventEmitter } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import type { AlsaSystem, AudioProcess } from '../../src/audio/media/audio-process.ts'

/** An arecord or aplay that does what the test says. */
export class FakeAudioProcess extends EventEmitter implements AudioProcess {
  readonly pid: number
  readonly program: string
  readonly args: readonly string[]
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  readonly stdin: Writable
  /** What it was fed with. */
  readonly fed: Uint8Array[] = []
  readonly signals: string[] = []
  /** Whether it takes its input out of the pipe; the pipe itself takes all. */
  reads = true
  /** Whether it ends when it is killed. */
  mortal = true
  /** As a program counts that read its libraries first. */
  bytesRead = 5000
  alive = true
  private unread = 0

  constructor(pid: number, program: string, args: readonly string[]) {
    super()
    this.pid = pid
    this.program = program
    this.args = args
    this.stdin = new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        this.fed.push(Uint8Array.from(chunk))
        this.unread += chunk.length
        if (this.reads) this.readOn(this.unread)
        done()
      },
    })
  }

  /** Takes so many bytes from the pipe, if they are there. */
  readOn(bytes: number): void {
    const taken = Math.min(bytes, this.unread)
    this.bytesRead += taken
    this.unread -= taken
  }

  die(code: number | null, signal: NodeJS.Signals | null = null): void {
    if (!this.alive) return
    this.alive = false
    setImmediate(() => {
      this.emit('exit', code, signal)
      this.emit('close', code, signal)
    })
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): boolean {
    this.signals.push(signal)
    if (this.mortal) this.die(null, signal)
    return true
  }
}

/** A machine whose programs do what the test says. */
export class FakeAlsa implements AlsaSystem {
  readonly processes: FakeAudioProcess[] = []
  /** Called with each process when it starts, before anybody looks at it. */
  onSpawn: (process: FakeAudioProcess) => void = () => {}

  spawn(program: string, args: readonly string[]): FakeAudioProcess {
    const process = new FakeAudioProcess(1000 + this.processes.length, program, args)
    this.processes.push(process)
    this.onSpawn(process)
    return process
  }

  async bytesRead(pid: number): Promise<number | undefined> {
    return this.processes.find(process => process.pid === pid)?.bytesRead
  }

  /** The newest of this program. */
  last(program: 'arecord' | 'aplay'): FakeAudioProcess {
    const process = this.processes.findLast(one => one.program === program)
    if (!process) throw new Error(`${program} was never started`)
    return process
  }

  /** How often this program was started. */
  starts(program: 'arecord' | 'aplay'): number {
    return this.processes.filter(process => process.program === program).length
  }
}
