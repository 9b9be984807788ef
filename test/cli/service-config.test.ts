import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readServiceConfig } from '../../src/cli/config/read-service-config.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** The faults of a file, each `line key what`. */
function faultsOf(text: string): readonly string[] {
  const file = join(temporaryFolder(), 'cellvoice.json')
  writeFileSync(file, text)
  const read = readServiceConfig(file)
  return read.kind === 'read' ? [] : read.faults.map(({ line, key, what }) => `${line} ${key} ${what}`)
}

/** A file whose second line is `lines`, third `listen`, and fourth what is added. */
const withAlso = (more: string) => `{\n"lines": [{ "port": "sim" }],\n"listen": { "http": { "port": 0 } },\n${more}\n}`

test('the example in hardware/systemd can be used', () => {
  expect(readServiceConfig('hardware/systemd/cellvoice.jsonc')).toMatchObject({
    kind: 'read',
    value: { lines: [{ port: '/dev/cellvoice/1-1.2-at' }], orphans: 'end' },
  })
})

test('comments and a last comma are allowed; paths are relative to the folder of the file', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'cellvoice.json')
  writeFileSync(
    file,
    withAlso('// where files are\n"mediaFolder": "media", /* and */ "records": { "path": "/var/calls" },'),
  )
  expect(readServiceConfig(file)).toMatchObject({
    kind: 'read',
    value: { mediaFolder: join(folder, 'media'), records: { path: '/var/calls' } },
  })
})

test('every wrong key is named with its line', () => {
  const text = `{
  "lines": [
    { "port": "ttyUSB2", "bauds": 9600 },
    { "name": "two words",
      "audio": "speaker" }
  ],
  "listen": { "http": { "port": "8888" } },
  "callops": { "holdMethod": "music", "compat": { "startLeg": 3.6 } },
  "orphan": "end"
}`
  expect(faultsOf(text)).toEqual([
    '3 lines[0].port is "ttyUSB2": "ttyUSB2" is not a port; give a device path such as /dev/ttyUSB2, or tcp://host:port',
    '3 lines[0].bauds is no key here; there are port, name, number, audio, baud, identity',
    '4 lines[1].name is "two words", not 1 to 64 printable characters without blanks',
    '4 lines[1].port is missing',
    '5 lines[1].audio is "speaker": It is none of auto, none, pcm:PORT, usb:DEVICE, card:DEVICE',
    '7 listen.http.port is "8888", not a whole number from 0 to 65535',
    '8 callops.holdMethod is "music", not one of auto, network, gateway',
    '8 callops.compat.startLeg is 3.6, not one of documented, 3.6',
    expect.stringMatching(/^9 orphan is no key here; there are lines, listen, .*, orphans, simulation$/),
  ])
})

test.each([
  ['', 1, 'a value is expected here'],
  ['[]', 1, 'is a list, not an object'],
  ['{\n"lines": [}', 2, 'a value is expected here: "}"'],
  ['{\n"lines": []\n"listen": {}}', 3, 'a comma is missing before this: "\\"listen\\""'],
  ["{ 'lines': [] }", 1, 'this is no JSON: "\'lines\'"'],
  ['{ "lines": [] } {}', 1, 'nothing may follow the object: "{"'],
  ['{ "lines": [', 1, 'a ] is missing'],
  ['{\n/* "lines": []', 2, 'a comment does not end: "/* \\"lines\\": []"'],
])('%j is told with its line', (text, line, what) => {
  const [first = ''] = faultsOf(text)
  expect(first.split('  ').join(' ')).toBe(`${line} ${what}`)
})

test.each<[string, string]>([
  ['"version": 1', '4 version is 1, not a text that is not empty'],
  ['"version": "a", "version": "b"', '4 version is there twice'],
  ['"__proto__": {}', '4 __proto__ is no key here'],
  ['"access": { "token": "short" }', '4 access.token is "short", not a text of 16 characters or more'],
  ['"access": { "networks": ["192.0.2.0/33"] }', '4 access.networks[0] is "192.0.2.0/33": it is no network'],
  ['"access": { "networks": "192.0.2.0/24" }', '4 access.networks is "192.0.2.0/24", not a list'],
  ['"callops": { "mode": "automatic" }', '4 callops.mode is "automatic", not param, manual or callid'],
  ['"callops": { "mode": 3 }', '4 callops.mode is 3, not a whole number from 0 to 2'],
  ['"callops": { "matchParam": "" }', '4 callops.matchParam is "", not the name of a URI parameter'],
  ['"dialPolicy": { "allow": ["+44", { "prefix": "44x" }] }', '4 dialPolicy.allow[1].prefix is "44x", not 1 to 15'],
  ['"dialPolicy": { "maxCallMinutes": 0 }', '4 dialPolicy.maxCallMinutes is 0, not a number from'],
  ['"dialPolicy": { "day": { "calls": -1 } }', '4 dialPolicy.day.calls is -1, not a whole number'],
  ['"records": "calls.ndjson"', '4 records is "calls.ndjson", not an object'],
  ['"simulation": { "calls": ["+15550123: sing"] }', '4 simulation.calls[0] is "+15550123: sing": '],
  ['"simulation": { "calls": ["911: hang up"] }', '4 simulation.calls[0] is "911: hang up": '],
  [
    '"simulation": { "calls": ["+15550123", "+15550100000: hang up"] }',
    '4 simulation.calls[1] begins with +15550100000, which is the number of a simulated module itself',
  ],
  ['"simulation": { "answers": ["15550100000"] }', '4 simulation.answers[0] begins with 15550100000, which is the'],
  ['"arguments": ["a"]', '4 arguments are for an application, and there is none'],
  ['"lines": []', '4 lines is there twice'],
])('%s', (more, fault) => {
  expect(faultsOf(withAlso(more))).toEqual([expect.stringContaining(fault)])
})

test.each<[string, string, string, string]>([
  ['no line', '[]', '{ "http": { "port": 0 } }', '1 lines has 0 of at least 1'],
  [
    'two lines of one name',
    '[{ "port": "sim", "name": "line-2" }, { "port": "sim" }]',
    '{ "http": { "port": 0 } }',
    '1 lines[1].name is line-2, as that of lines[0]',
  ],
  ['nowhere to listen', '[{ "port": "sim" }]', '{}', '1 listen names no place; give http, datagram or fifo'],
  [
    'open to all by HTTP',
    '[{ "port": "sim" }]',
    '{ "http": { "host": "0.0.0.0", "port": 0 } }',
    '1 listen.http.host is 0.0.0.0, which would let everybody in; give access.token or access.networks',
  ],
  [
    'open to all by UDP',
    '[{ "port": "sim" }]',
    '{ "datagram": { "host": "::", "port": 0 } }',
    '1 listen.datagram.host is ::, which would let everybody in; give access.networks',
  ],
  [
    'an identity of what is simulated',
    '[{ "port": "sim", "identity": { "imei": "867034040025555" } }]',
    '{ "http": { "port": 0 } }',
    '1 lines[0].identity is for a module that is none of the simulator',
  ],
])('%s', (_what, lines, listen, fault) => {
  expect(faultsOf(`{ "lines": ${lines}, "listen": ${listen} }`)).toEqual([fault])
})

test('a family of simulated modules that there is not', () => {
  const text = '{ "lines": [{ "port": "sim" },\n{ "port": "sim:nokia" }], "listen": { "http": { "port": 0 } } }'
  expect(faultsOf(text)).toEqual([
    '2 lines[1].port is "sim:nokia": the simulated families are ec25, ec200u, ec600n, generic',
  ])
})

test('a file of wrong keys is looked through once, not once for each', () => {
  const keys = Array.from({ length: 40_000 }, (_, index) => `"key-${index}": 1`)
  const startedMs = performance.now()
  const faults = faultsOf(`{\n${keys.join(',\n')}\n}`)
  // Each by itself would take more than ten seconds.
  expect(performance.now() - startedMs).toBeLessThan(4_000)
  expect([faults.length, faults[29]]).toEqual([30, expect.stringMatching(/^29 key-27 is no key here/)])
})

test.each<[string, string, string]>([
  ['lists in lists', '['.repeat(500_000), '1  more than 100 lists and objects in one another'],
  ['objects in objects', '{\n"a":'.repeat(50_000), '101  more than 100 lists and objects in one another'],
  ['a large file', ' '.repeat(1_048_577), '1  the file has more than 1048576 bytes'],
])('%s are no configuration', (_what, text, fault) => expect(faultsOf(text)).toEqual([fault]))

test('a file without end is none either', () => {
  expect(readServiceConfig('/dev/zero')).toMatchObject({ kind: 'wrong', faults: [{ line: 1 }] })
})

test.each(['"simulation": {}', '"simulation": { "speed": 2 }'])('%s without a simulated line', simulation => {
  const text = `{ "lines": [{ "port": "/dev/ttyUSB2" }], "listen": { "http": { "port": 0 } }, ${simulation} }`
  expect(faultsOf(text)[0]).toContain('1 simulation is for lines with the port sim, and there is none')
})
