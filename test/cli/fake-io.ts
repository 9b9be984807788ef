import { PassThrough, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EndSignal, Io } from '../../src/cli/io.ts'
import { main } from '../../src/cli/main.ts'
import { type Clock, ManualClock } from '../../src/index.ts'
// What commands load on demand is loaded already, so that no simulated time passes meanwhile.
import '../../src/cli/answer.ts'
import '../../src/cli/dial.ts'
import '../../src/cli/launch.ts'
import '../../src/cli/record.ts'
import '../../src/simulator/index.ts'

/** Takes down what is written to it. */
export class Screen extends Writable {
  text = ''
  readonly isTTY: boolean
  readonly columns = 80
  /** Called at each write. */
  onText = () => {}

  constructor(isTTY: boolean) {
    super({ decodeStrings: false })
    this.isTTY = isTTY
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString()
    done()
    this.onText()
  }

  /** The lines written, without a time of day in front and without colours. */
  get lines(): string[] {
    return plain(this.text)
      .split('\n')
      .map(line => line.replace(/^\d\d:\d\d:\d\d {2}/, '').trim())
      .filter(line => line !== '')
  }

  /** The lines written, each as the JSON it is. */
  get objects(): Record<string, unknown>[] {
    return this.lines.map(line => JSON.parse(line) as Record<string, unknown>)
  }
}

/** Without escape sequences of a terminal. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/\x1b\[[\d;]*[A-Za-z]/g, '')
}

/** The most steps a run may take: more than an hour of its time. */
const MAX_STEPS = 100_000
const STEP_MS = 50

/** An outside world that a test looks at and moves. */
export class FakeIo implements Io {
  readonly stdin: PassThrough & { isTTY?: boolean }
  readonly stdout: Screen
  readonly stderr = new Screen(false)
  readonly env: Record<string, string> = {}
  readonly clock: Clock
  /** Codes of exits at once. */
  readonly exits: number[] = []
  private readonly withFiles: boolean
  private listener: ((signal: Exclude<EndSignal, 'SIGPIPE'>) => void) | undefined

  /**
   * @param clock the wall clock for what goes over real sockets; default: one that {@link run} moves.
   * @param withFiles lets real time pass too, a millisecond for each 50: files answer in it, and a call that waits for them
   *   would be over.
   */
  constructor({
    tty = false,
    clock = new ManualClock(),
    withFiles = false,
  }: { tty?: boolean; clock?: Clock; withFiles?: boolean } = {}) {
    this.clock = clock
    this.withFiles = withFiles
    this.stdin = Object.assign(new PassThrough(), { isTTY: tty })
    this.stdout = new Screen(tty)
  }

  date(): Date {
    return new Date(2026, 0, 1, 12, 0, 0, this.clock.now())
  }

  onSignal(listen: (signal: Exclude<EndSignal, 'SIGPIPE'>) => void): () => void {
    this.listener = listen
    return () => {
      this.listener = undefined
    }
  }

  exitNow(code: number): void {
    this.exits.push(code)
  }

  signal(signal: Exclude<EndSignal, 'SIGPIPE'>): void {
    this.listener?.(signal)
  }

  /**
   * Types `cellvoice` and `args`, lets time pass until it has ended, and gives its exit code.
   *
   * @param when what to do as soon as stdout or stderr contains a text, once each, in order.
   */
  async run(
    args: readonly string[],
    when: readonly (readonly [text: string, act: () => void])[] = [],
  ): Promise<number> {
    let code: number | undefined
    const ended = main(['node', 'cellvoice', ...args], this).then(exitCode => {
      code = exitCode
    })
    const waiting = [...when]
    const look = () => {
      const [next] = waiting
      if (!next || !plain(this.stdout.text + this.stderr.text).includes(next[0])) return
      waiting.shift()
      next[1]()
    }
    // Not within the write: nothing of the outside world happens in the middle of a program's own doing.
    this.stdout.onText = () => queueMicrotask(look)
    this.stderr.onText = () => queueMicrotask(look)
    for (let steps = 0; code === undefined; steps++) {
      if (steps > MAX_STEPS)
        throw new Error(
          `still running; it printed:\n${this.stdout.text.slice(-2000)}\n${this.stderr.text.slice(-2000)}`,
        )
      if (this.clock instanceof ManualClock) await this.clock.advance(STEP_MS)
      if (this.withFiles || !(this.clock instanceof ManualClock)) await sleep(1)
    }
    await ended
    return code
  }
}
