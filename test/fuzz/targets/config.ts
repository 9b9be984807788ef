import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readServiceConfig } from '../../../src/cli/config/read-service-config.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'

const file = join(mkdtempSync(join(tmpdir(), 'cellvoice-fuzz-')), 'service.json')
const whole = `{
  // Two lines, one of them simulated.
  "lines": [{ "port": "sim:ec25", "name": "a", "audio": "auto" }, { "port": "/dev/ttyUSB2", "baud": 115200 },],
  "listen": { "http": { "host": "127.0.0.1", "port": 8888, "path": "/mi" }, "fifo": { "path": "mi" } },
  "access": { "token": "0123456789abcdef", "networks": ["192.0.2.0/24", "2001:db8::/32"] },
  "callops": { "mode": "param", "compat": { "startLeg": "3.6" }, "stepLimitMs": 5000 },
  "dialPolicy": { "country": "44", "allow": [{ "prefix": "+44", "minDigits": 4 }], "deny": ["+449"], "day": { "calls": 9 } },
  "records": { "path": "records.ndjson" }, "orphans": "end"
}`

/** The file of a service: read, or wrong with every fault on a line that it has. */
export const config: FuzzTarget = {
  name: 'config',
  seeds: () =>
    [whole, '{"lines":[{"port":"sim"}],"listen":{"datagram":{"port":0}},"simulation":{"speed":2}}', ''].map(text =>
      Buffer.from(text, 'latin1'),
    ),
  words: [
    ...[...whole.matchAll(/"\w+":/g)].map(([key]) => key),
    ...[
      '"simulation":{"calls":["after 1s dial"]}',
      '"__proto__":{}',
      '"toString":1',
      'null',
      'true',
      '[]',
      '{}',
      '""',
      '1e999',
      '-0',
    ],
    ...['//', '/*', '"\\ud800"', '\u00ef\u00bb\u00bf', '['.repeat(200), '"port":"tcp://[::1]:1"', '"sim:"'],
  ],
  maxBytes: 3_000,
  attempt(input) {
    writeFileSync(file, input)
    const read = readServiceConfig(file)
    if (read.kind === 'read') return `read ${Object.keys(read.value).join()}`
    const lines = Buffer.from(input).toString('utf8').split('\n').length
    demand(read.faults.length > 0, 'wrong without a fault')
    for (const { line, what } of read.faults)
      demand(line >= 1 && line <= lines && what !== '', `a fault on line ${line} of ${lines}`)
    const [{ key = '', what = '' } = {}] = read.faults
    return `${key.replace(/\d+/g, '#').slice(0, 40)} ${what.replace(/".*?"|\d+/g, '').slice(0, 24)}`
  },
}
