import { isIP } from 'node:net'
import { findNodeAtLocation, type Node } from 'jsonc-parser'
import { isSimulated } from '../application-lines.ts'
import { parsePartyScript } from '../party-script.ts'
import { simulatedNumberFault } from '../simulated-number.ts'
import { type CrossCheck, type JsonFile, readJsonFile } from './read-json-file.ts'
import { serviceShape } from './service-shape.ts'
import type { Shaped } from './shape.ts'

/** What `cellvoice serve` is told by its file. */
export type ServiceConfig = Shaped<typeof serviceShape>
export type LineConfig = ServiceConfig['lines'][number]

/**
 * Reads the file of a service. Everything in it that is wrong is named with its line.
 * @throws CellvoiceError FILE_FAILED where it cannot be read.
 */
export function readServiceConfig(file: string): JsonFile<ServiceConfig> {
  return readJsonFile(file, serviceShape, check)
}

const check: CrossCheck<ServiceConfig> = (config, root, place) => {
  const note = (at: readonly (string | number)[], what: string) => {
    const node: Node = findNodeAtLocation(root, [...at]) ?? root
    const key = at.reduce<string>(
      (before, one) => (typeof one === 'number' ? `${before}[${one}]` : before === '' ? one : `${before}.${one}`),
      '',
    )
    place.note(node, key, what)
  }
  const names = config.lines.map(({ name }, index) => name ?? `line-${index + 1}`)
  for (const [index, name] of names.entries()) {
    const first = names.indexOf(name)
    if (first < index) note(['lines', index, 'name'], `is ${name}, as that of lines[${first}]`)
  }
  for (const [index, { port: place, identity }] of config.lines.entries()) {
    if (identity && isSimulated(place))
      note(['lines', index, 'identity'], 'is for a module that is none of the simulator')
  }
  const simulated = config.lines.filter(line => isSimulated(line.port)).length
  if (config.simulation && simulated === 0) note(['simulation'], 'is for lines with the port sim, and there is none')
  if ((config.simulation?.speed ?? 1) !== 1 && simulated < config.lines.length)
    note(['simulation', 'speed'], 'is for lines with the port sim alone, and there are others')
  for (const part of ['calls', 'answers'] as const) {
    for (const [index, script] of (config.simulation?.[part] ?? []).entries()) {
      const { number } = parsePartyScript(script)
      const fault = simulatedNumberFault(number, simulated)
      if (fault !== null) note(['simulation', part, index], `begins with ${number}, which ${fault}`)
    }
  }
  if (config.arguments && !config.application) note(['arguments'], 'are for an application, and there is none')
  const { http, datagram, fifo } = config.listen
  if (!http && !datagram && !fifo) note(['listen'], 'names no place; give http, datagram or fifo')
  const { token, networks = [] } = config.access ?? {}
  const isOpen = networks.length > 0
  if (http?.host !== undefined && !isLoopback(http.host) && token === undefined && !isOpen)
    note(
      ['listen', 'http', 'host'],
      `is ${http.host}, which would let everybody in; give access.token or access.networks`,
    )
  if (datagram?.host !== undefined && !isLoopback(datagram.host) && !isOpen)
    note(['listen', 'datagram', 'host'], `is ${datagram.host}, which would let everybody in; give access.networks`)
}

const isLoopback = (address: string): boolean =>
  address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
