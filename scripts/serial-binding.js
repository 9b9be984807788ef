import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(import.meta.resolve('@serialport/bindings-cpp/package.json'))

// By the package's own means, which a package manager may hide from everybody else.
export const binding = createRequire(home)('node-gyp-build')(dirname(home))
