import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findMediaPath } from '../../src/exchange/find-media-path.ts'
import { pluggedPort } from '../support/plugged-port.ts'
import { openScriptedModem } from '../support/scripted-modem.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const socket = '1-1.2'
const atPort = '/dev/ttyUSB2'
const pcmPort = '/dev/ttyUSB1'
const fourPorts = [0, 1, 2, 3].map(number => pluggedPort(`/dev/ttyUSB${number}`, socket, number))
const card = (where: string) => ` 1 [Android        ]: USB-Audio - Android
                      Android Android at usb-0000:01:00.0-${where}, high speed
`
const noCard = '--- no soundcards ---\n'
const records = ['+QAUDRD: (0,1),"filename",(3,13),(0,1)', 'OK']
const pcm = (ports: string) => [`+QPCMV: (0,1),(${ports})`, 'OK']
const refused = ['ERROR']

/** What a module answers, and what is plugged in: by default an EC25 whose USB audio is off. */
interface Situation {
  readonly model?: string
  readonly qpcmv?: readonly string[]
  readonly qaudrd?: readonly string[]
  readonly port?: string
  readonly ports?: typeof fourPorts
  readonly cards?: string
}

async function finding({
  model = 'EC25',
  qpcmv = pcm('0-2'),
  qaudrd = records,
  port = atPort,
  ports = fourPorts,
  cards = noCard,
}: Situation) {
  const { modem, clock } = await openScriptedModem({
    ATI: ['Quectel', model, `Revision: ${model}`, 'OK'],
    'AT+QPCMV=?': qpcmv,
    'AT+QAUDRD=?': qaudrd,
  })
  const asked = findMediaPath(modem, port === 'none' ? undefined : port, { ports: Promise.resolve(ports), cards })
  const [found] = await Promise.all([asked.catch((error: unknown) => error), clock.advance(20_000)])
  return found
}

const overPort = { kind: 'pcm-port', port: { path: pcmPort } }
const overUsb = { kind: 'usb-audio', device: 'plughw:Android' }

test.each<[string, Situation, unknown, Partial<{ offersPcmPort: boolean; recordsOnModule: boolean; reason: RegExp }>]>([
  [
    'EC25, no card: its NMEA port',
    {},
    overPort,
    { offersPcmPort: true, reason: /AT\+QPCMV offers samples on .*ttyUSB1/ },
  ],
  ['EC25 that is a card: that, before the port', { cards: card('1.2') }, overUsb, { offersPcmPort: true }],
  ['EC25, the card of another module', { cards: card('1.3') }, overPort, {}],
  ['EC25 that is a card, firmware without USB audio', { qpcmv: pcm('0,1'), cards: card('1.2') }, overPort, {}],
  [
    'EC25, its PCM port not there',
    { ports: fourPorts.slice(2) },
    null,
    { offersPcmPort: true, reason: /PCM port was not found/ },
  ],
  ['EC25 on its UART', { port: '/dev/serial0', ports: [pluggedPort('/dev/serial0')] }, null, { offersPcmPort: true }],
  ['EC25 whose port is not known', { port: 'none' }, null, { offersPcmPort: true }],
  [
    'EC25 of data alone',
    { qpcmv: refused, qaudrd: refused },
    null,
    { recordsOnModule: false, reason: /no way to its sound/ },
  ],
  ['EC25 with the debug UART alone', { qpcmv: pcm('1') }, null, { offersPcmPort: false }],
  [
    'EC200A that is a card, without AT+QPCMV',
    { model: 'EC200A', qpcmv: refused, cards: card('1.2') },
    overUsb,
    { offersPcmPort: false },
  ],
  [
    'EC200U',
    { model: 'EC200U', qpcmv: refused },
    null,
    { offersPcmPort: false, recordsOnModule: true, reason: /only files of the module/ },
  ],
  ['EC600N', { model: 'EC600N', qpcmv: refused, qaudrd: ['OK'] }, null, { recordsOnModule: true }],
  ['a module nobody knows, with a PCM port of unknown interface', { model: 'XY99' }, null, { offersPcmPort: true }],
])('%s', async (_, situation, path, { reason, ...facts }) => {
  const found = await finding(situation)
  expect(found).toMatchObject({ path, ...facts, reason: expect.stringMatching(reason ?? /./) })
})

test('the PCM port that the simulator links beside its AT port is found by its name; a file of that name is none', async () => {
  const folder = temporaryFolder()
  const [linked, file] = [join(folder, 'modem'), join(folder, 'file')]
  symlinkSync('/dev/null', `${linked}.pcm`)
  writeFileSync(`${file}.pcm`, '')
  const path = { kind: 'pcm-port', port: { path: `${linked}.pcm` } }
  expect(await finding({ port: linked })).toMatchObject({ path, reason: `AT+QPCMV offers samples on ${linked}.pcm` })
  expect(await finding({ port: linked, qpcmv: refused })).toMatchObject({ path: null })
  expect(await finding({ port: file })).toMatchObject({ path: null, offersPcmPort: true })
})

test('a module that does not answer: AT_TIMEOUT, and no path is made up', async () => {
  expect(await finding({ qpcmv: [] })).toMatchObject({ code: 'AT_TIMEOUT' })
})
