import { command, DEFAULT_LIMIT_MS } from '../at/command.ts'
import { numberOf } from '../at/command-line.ts'
import { integerOf, lineFieldsOf, parametersOf } from '../at/fields.ts'
import { urc } from './urc.ts'

const source = 'Quectel voice over USB and UAC application note; driver sources of EC2x and EG25'
/** The module opens its audio path before it answers. */
const PATH_LIMIT_MS = 3_000

/** Where the module carries the samples of calls, in the order of the numbers. */
const pcmPorts = ['usb-serial', 'uart', 'usb-audio'] as const
export type PcmPort = (typeof pcmPorts)[number]

/** Asks which ports can carry the samples of calls: empty where none can. */
export const pcmPortForms = command<void, readonly PcmPort[]>({
  name: 'AT+QPCMV=?',
  source,
  example: ['AT+QPCMV=?', '+QPCMV: (0,1),(0-2)', 'OK'],
  text: () => 'AT+QPCMV=?',
  claims: ['+QPCMV:'],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => {
    const last = /\((\d)(?:-(\d)|(?:,\d)*)\) *$/.exec(lines[0] ?? '')
    if (!last) return []
    const [, from, to] = last
    const listed = last[0].match(/\d/g)?.map(Number) ?? []
    return pcmPorts.filter((_, number) =>
      to === undefined ? listed.includes(number) : number >= Number(from) && number <= Number(to),
    )
  },
})

/** Which port carries the samples of calls; null where none does, or the answer cannot be read. */
export const pcmPort = command<void, PcmPort | null>({
  name: 'AT+QPCMV?',
  source,
  example: ['AT+QPCMV?', '+QPCMV: 1,0', 'OK'],
  text: () => 'AT+QPCMV?',
  claims: [{ prefix: '+QPCMV:', when: line => /^\+QPCMV: *(0|[01],\d)$/.test(line) }],
  limitMs: DEFAULT_LIMIT_MS,
  decode: ({ lines }) => {
    const [on, port] = lineFieldsOf(lines[0] ?? '')
    return on === '1' ? (pcmPorts[integerOf(port) ?? -1] ?? null) : null
  },
})

/** Lets a port carry the samples of calls, or none; lost at a restart. Some firmware refuses it while a call rings. */
export const setPcmPort = command<PcmPort | null, void>({
  name: 'AT+QPCMV',
  source,
  example: ['AT+QPCMV=1,0', 'OK'],
  text: port => (port === null ? 'AT+QPCMV=0' : `AT+QPCMV=1,${numberOf(port, pcmPorts)}`),
  claims: [],
  limitMs: PATH_LIMIT_MS,
  decode: () => {},
})

/** The module has taken enough samples for now (`hold`), or can take more. */
export const pcmFlow = urc({
  key: '+QPCMV:',
  source,
  example: '+QPCMV: 0',
  isAnswer: line => line.includes(','),
  decode: line => {
    const told = integerOf(parametersOf(line))
    return told === 0 || told === 1 ? { kind: 'pcm-flow', flow: told === 0 ? 'hold' : 'go' } : null
  },
})
