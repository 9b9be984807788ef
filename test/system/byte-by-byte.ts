import type { Transport } from '../../src/transport/index.ts'

/**
 * `inner`, handing over what comes one byte at a time, each in a turn of the event loop of its own. The far end cannot see
 * to that: the system joins bytes whenever the reader is late.
 */
export function byteByByte(inner: Transport): Transport {
  return {
    name: inner.name,
    open(listener) {
      const due: (() => void)[] = []
      const next = () => {
        due.shift()?.()
        if (due.length > 0) setImmediate(next)
      }
      const later = (act: () => void) => {
        if (due.push(act) === 1) setImmediate(next)
      }
      return inner.open({
        onData(chunk) {
          for (const byte of chunk) later(() => listener.onData(Uint8Array.of(byte)))
        },
        onLost: reason => later(() => listener.onLost(reason)),
      })
    },
    write: bytes => inner.write(bytes),
    close: () => inner.close(),
  }
}
