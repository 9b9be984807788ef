import { isIP } from 'node:net'
import type { FamilyName } from '../../simulator/index.ts'
import { transportFor } from '../../transport/index.ts'
import { isSimulated } from '../application-lines.ts'
import { audioChoice } from '../audio-option.ts'
import { parsePartyScript } from '../party-script.ts'
import { amount, either, list, members, path, reads, text, truth, whole, word } from './shape.ts'

/** Said here too, for the simulator is not loaded to look at a file. */
const families: Readonly<Record<FamilyName, true>> = { ec25: true, ec200u: true, ec600n: true, generic: true }

const port = reads(given => {
  if (!isSimulated(given)) transportFor(given)
  else if (!/^sim:?$/.test(given) && !Object.hasOwn(families, given.slice('sim:'.length)))
    throw new Error(`the simulated families are ${Object.keys(families).join(', ')}`)
  return given
})

const line = members(
  {
    port,
    name: text('1 to 64 printable characters without blanks', /^[!-~]{1,64}$/),
    number: text('a telephone number', /^\+?[\d*#]{1,20}$/),
    audio: reads(audioChoice),
    baud: whole(50, 4_000_000),
    identity: members({
      imei: text('14 to 16 digits', /^\d{14,16}$/),
      usbLocation: text('a place on the USB such as 1-1.2', /^\d+-[\d.]+$/),
      interfaceNumber: whole(0, 255),
    }),
  },
  ['port'],
)

const host = text('an address', /^\S+$/)
const networkPort = whole(0, 65_535)

const listen = members({
  http: members({ host, port: networkPort, path: text('a path that begins with a slash', /^\/[!-~]*$/) }, ['port']),
  datagram: members({ host, port: networkPort }, ['port']),
  fifo: members({ path, replyFolder: path }, ['path']),
})

const access = members({
  token: text('a text of 16 characters or more', /^.{16,}$/),
  networks: list(
    reads(given => {
      const [address = '', bits = '0', more] = given.split('/')
      const most = isIP(address) === 6 ? 128 : 32
      if (isIP(address) === 0 || more !== undefined || !/^\d{1,3}$/.test(bits) || Number(bits) > most)
        throw new Error('it is no network such as 192.0.2.0/24 or 2001:db8::/32')
      return given
    }),
  ),
})

const callops = members({
  mode: either(
    node => node.type === 'number',
    whole(0, 2),
    text('param, manual or callid', /^(param|manual|callid)$/i),
  ),
  matchParam: text('the name of a URI parameter', /^[^\s;=?,<>"@%]+$/),
  holdMethod: word('auto', 'network', 'gateway'),
  transferMethod: word('auto', 'ect', 'bridge', 'multiparty'),
  ectWhen: word('answered', 'alerting'),
  compat: members({
    startLeg: word('documented', '3.6'),
    lateNotifyLeg: word('stored', '3.6', '4.1'),
    retryAfterFail: truth,
    silentWhenNotStarted: truth,
  }),
  stepLimitMs: whole(1, 600_000),
  ringLimitMs: whole(1, 3_600_000),
})

const digits = (form: string) => text(form, /^\+?\d{1,15}$/)
const range = either(
  node => node.type === 'string',
  digits('1 to 15 digits, after a + in international form'),
  members(
    {
      prefix: digits('1 to 15 digits, after a + in international form'),
      minDigits: whole(1, 40),
      maxDigits: whole(1, 40),
    },
    ['prefix'],
  ),
)
const caps = members({ calls: whole(0, 1_000_000), minutes: amount(0) })
const leave = word('allowed', 'denied')

const dialPolicy = members({
  country: either(
    node => node.type === 'string',
    text('a country code of 1 to 3 digits', /^\d{1,3}$/),
    members(
      {
        country: text('a country code of 1 to 3 digits', /^\d{1,3}$/),
        trunk: text('digits, or nothing', /^\d{0,5}$/),
        international: list(text('digits', /^\d{1,10}$/)),
      },
      ['country', 'trunk', 'international'],
    ),
  ),
  allow: list(range),
  deny: list(range),
  premium: leave,
  satellite: leave,
  emergency: leave,
  maxCallMinutes: amount(0.01, 100_000),
  callsPerMinute: whole(1, 100_000),
  lineDay: caps,
  day: caps,
  usagePath: path,
})

const scripts = list(
  reads(given => {
    parsePartyScript(given)
    return given
  }),
)

/** The file of a service. */
export const serviceShape = members(
  {
    lines: list(line, { min: 1, max: 64 }),
    listen,
    access,
    events: members({ eventParam: text(), reliableMode: truth, limitMs: whole(1, 60_000) }),
    version: text(),
    callops,
    application: path,
    arguments: list(text()),
    mediaFolder: path,
    dialPolicy,
    records: members({ path }, ['path']),
    orphans: word('end', 'adopt', 'leave'),
    simulation: members({ calls: scripts, answers: scripts, speed: amount(0.1, 1000) }),
  },
  ['lines', 'listen'],
)
