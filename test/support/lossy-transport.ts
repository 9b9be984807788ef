import type { Transport } from '../../src/transport/transport.ts'

/** What happens to one line on its way to the host. */
export type LineFate = 'arrives' | 'lost' | 'doubled' | 'late'

/** Lines that no command waits for: these may suffer, while an answer stays whole. */
const unsolicited = /^(RING|\+CRING:|\+CLIP:|\+CCWA:|\^DSCI:|\+QIND:|NO CARRIER|BUSY|NO ANSWER|CONNECT$|\+CSS[IU]:)/

const words = /^(NO CARRIER|BUSY|NO ANSWER)/

/**
 * A line to a module on which unsolicited lines get lost, come twice, or come after those that follow. `fateOf` decides
 * for each; `late` lines come with the next bytes.
 */
export function lossyTransport(inner: Transport, fateOf: (line: string) => LineFate): Transport {
  /** Whether a call word may be the final result of the command in flight, which must not be lost. */
  let awaitsWord = false
  return {
    name: `lossy ${inner.name}`,
    write(bytes) {
      awaitsWord = /^AT[AD]/.test(Buffer.from(bytes).toString('latin1'))
      return inner.write(bytes)
    },
    close: () => inner.close(),
    open({ onData, onLost }) {
      let held = ''
      let pending = ''
      return inner.open({
        onLost,
        onData(chunk) {
          const late = held
          held = ''
          pending += Buffer.from(chunk).toString('latin1')
          const whole = pending.lastIndexOf('\r\n') + 2
          const lines = pending
            .slice(0, whole)
            .split('\r\n')
            .filter(line => line !== '')
          pending = pending.slice(whole)
          let out = ''
          for (const line of lines) {
            const wire = `\r\n${line}\r\n`
            const suffers = unsolicited.test(line) && !(awaitsWord && words.test(line))
            if (/^(OK|ERROR|\+CM[ES] ERROR:.*)$/.test(line)) awaitsWord = false
            const fate = suffers ? fateOf(line) : 'arrives'
            if (fate === 'late') held += wire
            else if (fate !== 'lost') out += fate === 'doubled' ? wire + wire : wire
          }
          if (out + late !== '') onData(Buffer.from(out + late, 'latin1'))
        },
      })
    },
  }
}
