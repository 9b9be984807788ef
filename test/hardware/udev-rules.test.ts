import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadProfiles } from '../../src/modem/profile.ts'

const rules = readFileSync(new URL('../../hardware/udev/70-cellvoice.rules', import.meta.url), 'utf8')
const lines = rules.split('\n').filter(line => line !== '' && !line.startsWith('#'))

/** The names that the rules give to the interfaces of a product, by number. */
function namesOf(productId: string): Readonly<Record<number, string>> {
  const names: Record<number, string> = {}
  for (const line of lines) {
    const [, products = '', number, role] =
      /^ATTRS\{idProduct\}=="([^"]+)", ENV\{ID_USB_INTERFACE_NUM\}=="(\d\d)", ENV\{CELLVOICE_ROLE\}="(\w+)"$/.exec(
        line,
      ) ?? []
    if (role && products.split('|').includes(productId)) names[Number(number)] = role
  }
  return names
}

const products = loadProfiles().flatMap(({ name, usb }) => usb.map(one => ({ name, ...one })))

it.each(products)('the ports of $name, $vendorId:$productId, are named as its profile says', product => {
  const { vendorId, productId, interfaces } = product
  expect(lines.some(line => line.includes(`"${vendorId}"`) && line.includes(productId))).toBe(true)
  const [first, second] = interfaces.filter(({ role }) => role === 'at' || role === 'modem')
  const pcm = interfaces.find(({ role }) => role === 'nmea')
  expect(namesOf(productId)).toEqual({
    ...(first && { [first.number]: 'at' }),
    ...(second && { [second.number]: 'at2' }),
    ...(pcm && { [pcm.number]: 'pcm' }),
  })
})

it.each([
  ['/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.2/1-1.2:1.2/ttyUSB2/tty/ttyUSB2', '1-1.2'],
  ['/devices/platform/soc/3f980000.usb/usb1/1-1/1-1:1.4/ttyACM1/tty/ttyACM1', '1-1'],
])('the name of the port %s begins with the socket its module is in', (devicePath, socket) => {
  const shell = /PROGRAM="\/bin\/sh -c '([^']+)'"/.exec(rules)?.[1] ?? ''
  // What udev puts in for %p, and its way to write a percent sign and a dollar.
  const script = shell
    .replaceAll('%p', devicePath)
    .replaceAll('%%', '%')
    .replaceAll('$$', () => '$')
  expect(spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).stdout.trim()).toBe(socket)
})

it('every line of the rules is a list of matches and assignments', () => {
  const part = /^[A-Z_]+(\{[^}]+\})?(==|!=|=|\+=)"[^"]*"$/
  const wrong = lines.filter(line => !splitParts(line).every(one => part.test(one)))
  expect(wrong).toEqual([])
})

/** At commas that are not within quotes. */
function splitParts(line: string): readonly string[] {
  return (line.match(/(?:[^,"]|"[^"]*")+/g) ?? []).map(one => one.trim())
}
