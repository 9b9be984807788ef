import { isEmergencyNumber } from '../../src/calls/emergency-numbers.ts'
import type { Transport } from '../../src/transport/transport.ts'

/**
 * `inner`, over which nothing can dial an emergency number: such a write throws, and no byte of it is passed on. A test that
 * went wrong, on a machine with a real module, must not call for help.
 */
export function noEmergencyTransport(inner: Transport): Transport {
  let pending = ''
  return {
    name: inner.name,
    open: listener => inner.open(listener),
    close: () => inner.close(),
    write(bytes) {
      // A command line may come in pieces; the CR is what sends it.
      const lines = `${pending}${Buffer.from(bytes).toString('latin1')}`.split('\r')
      const dialled = lines.map(numberDialled).find(number => number !== null && isEmergencyNumber(number))
      if (dialled !== undefined) throw new Error(`a test tried to dial the emergency number ${dialled}`)
      pending = lines.at(-1) ?? ''
      return inner.write(bytes)
    },
  }
}

/** The digits after the D of a command line, which other commands may come before (V.250 5.2.1), without those of `ATD`'s end. */
function numberDialled(line: string): string | null {
  const match = /^AT(?:[^+"]*?)D[TP]?([+\d*#ABC ,-]+)/i.exec(line.trim())
  return match?.[1]?.replace(/^[*#]31#/, '').replace(/[^\d]/g, '') ?? null
}
