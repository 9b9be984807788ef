import type { Transport } from '../../src/transport/transport.ts'

/** A line to a module that answers ERROR to the commands that begin so, and knows them in truth: it never sees them. */
export function refusingTransport(inner: Transport, ...refused: readonly string[]): Transport {
  let say = (_: string) => {}
  return {
    name: inner.name,
    open: listener => {
      say = text => listener.onData(Buffer.from(text, 'latin1'))
      return inner.open(listener)
    },
    close: () => inner.close(),
    async write(bytes) {
      const line = Buffer.from(bytes).toString('latin1')
      if (!refused.some(start => line.startsWith(start))) return inner.write(bytes)
      // A line answers after the write, never during it.
      setImmediate(() => say('\r\nERROR\r\n'))
    },
  }
}
