import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const fileBeside = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Bundles that part of serialport which opens and lists ports. Its native part stays in the package: the file that looks
 * for it beside itself is replaced by one that looks for the package.
 */
export const serialportParts: Plugin = {
  name: 'serialport-parts',
  setup({ onResolve, onEnd }) {
    let binding = 'not found'
    onResolve({ filter: /^serialport$/ }, () => ({ path: fileBeside('serial-port.js') }))
    onResolve({ filter: /^\.\/serialport-bindings$/ }, () => {
      binding = 'replaced'
      return { path: fileBeside('serial-binding.js') }
    })
    onEnd(() => {
      if (binding !== 'replaced') throw new Error('serialport loads its native part in another way than before')
    })
  },
}
