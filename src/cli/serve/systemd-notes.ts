import { execFile } from 'node:child_process'
import type { Run } from '../run.ts'

/** A program that takes longer to send a line is given up, ms. */
const LIMIT_MS = 5_000

/**
 * Tells systemd how the service is, where it asks for that by $NOTIFY_SOCKET. The program systemd-notify does it: Node has no
 * datagram sockets of the kind that systemd listens on.
 */
export class SystemdNotes {
  private readonly run: Pick<Run, 'io' | 'printer' | 'clock'>
  private isAsked: boolean
  private isSending = false
  private stopWatchdog = () => {}

  constructor(run: Pick<Run, 'io' | 'printer' | 'clock'>) {
    this.run = run
    this.isAsked = Boolean(run.io.env.NOTIFY_SOCKET)
  }

  /** The service takes calls and commands; from now on the watchdog is told that it is alive. */
  async ready(status: string): Promise<void> {
    await this.send('READY=1', `STATUS=${status}`)
    const everyMs = Number(this.run.io.env.WATCHDOG_USEC) / 1000 / 2
    if (this.isAsked && everyMs > 0) this.watch(everyMs)
  }

  /** How it goes now. */
  async status(status: string): Promise<void> {
    await this.send(`STATUS=${status}`)
  }

  /** The service ends. */
  async stopping(): Promise<void> {
    await this.send('STOPPING=1', 'STATUS=hanging up')
  }

  close(): void {
    this.stopWatchdog()
  }

  private watch(everyMs: number): void {
    this.stopWatchdog = this.run.clock.setTimer(everyMs, () => {
      // One that is not sent yet says the same.
      if (!this.isSending) void this.send('WATCHDOG=1')
      this.watch(everyMs)
    })
  }

  /** Never rejects. */
  private send(...notes: readonly string[]): Promise<void> {
    if (!this.isAsked) return Promise.resolve()
    const { io, printer } = this.run
    this.isSending = true
    return new Promise(resolve => {
      execFile('systemd-notify', notes, { env: { ...io.env }, timeout: LIMIT_MS }, error => {
        this.isSending = false
        if (error?.code === 'ENOENT') {
          this.isAsked = false
          printer.note('systemd is not told that the service is up: the program systemd-notify is missing')
        } else if (error) printer.note(`systemd-notify ${notes[0]} failed: ${error.message.trim()}`)
        resolve()
      })
    })
  }
}
