import { Dialogue } from '../at/dialogue.ts'
import type { DialogueListener } from '../at/dialogue-listener.ts'
import { ManualClock } from '../base/manual-clock.ts'
import { isUnsolicited, multilinePrefixes } from '../commands/dictionary.ts'
import { recogniseCommand } from '../commands/recognise-command.ts'
import type { TransportListener } from '../transport/transport.ts'

/** A conversation that happened already: both sides come from a log, and nothing is sent. */
export class ReplayLink {
  private readonly dialogue: Dialogue
  private feed: TransportListener['onData'] = () => {}

  constructor(listener: DialogueListener) {
    this.dialogue = new Dialogue({
      transport: {
        name: 'log',
        open: async ({ onData }) => {
          this.feed = onData
        },
        write: async () => {},
        close: async () => {},
      },
      // Its time stands still: in a log no command can be late.
      clock: new ManualClock(),
      listener,
      isUnsolicited,
      multilinePrefixes,
    })
  }

  open(): Promise<void> {
    return this.dialogue.open()
  }

  /** A line of the host. Lines that are no command are data that went after a CONNECT or a prompt. */
  host(line: string): void {
    if (!/^AT/i.test(line)) return
    this.dialogue.abandon()
    const { declaration, args } = recogniseCommand(line)
    // Refusals are part of the log and are told as exchanges.
    this.dialogue.execute(declaration, args).catch(() => {})
  }

  /** Bytes of the module, in any chunking. */
  module(bytes: Uint8Array): void {
    this.feed(bytes)
  }
}
