import { CellvoiceError } from '../../../src/base/error.ts'
import { ManualClock } from '../../../src/base/manual-clock.ts'
import { Modem } from '../../../src/calls/modem.ts'
import type { Transport, TransportListener } from '../../../src/transport/transport.ts'
import { noEmergencyTransport } from '../../support/no-emergency-transport.ts'
import { argumentWords, commandArguments } from '../command-arguments.ts'
import { everyCommand } from '../every-command.ts'
import { demand, type FuzzTarget } from '../fuzz-target.ts'
import { hostileValue } from '../hostile-values.ts'
import { WireGrammar } from '../wire-grammar.ts'
import { wireSeeds, wireWords } from '../wire-words.ts'

const declarations = everyCommand()
const upload = declarations.findIndex(({ name }) => name === 'AT+QFUPL')
const download = declarations.findIndex(({ name }) => name === 'AT+QFDWL')
/** How a module may answer every command. */
const manners: Readonly<Record<string, string>> = {
  ok: '\r\nOK\r\n',
  error: '\r\nERROR\r\n',
  refused: '\r\n+CME ERROR: 30\r\n',
  connect: '\r\nCONNECT\r\n',
  prompt: '\r\n> ',
  twice: '\r\nCONNECT\r\n\r\nCONNECT\r\n> \r\nOK\r\n',
  carrier: '\r\nNO CARRIER\r\n',
  silent: '',
}
/** How much time an input may take in all, ms: polls go on for ever. */
const MOST_MS = 400_000

/**
 * The whole driver: a modem whose module says anything and whose user asks for anything, a step a line. Every byte that goes
 * out is in the grammar, and everything that was asked for comes to an end.
 */
export const driver: FuzzTarget = {
  name: 'driver',
  seeds: () => [
    ...wireSeeds()
      .filter((_, index) => index % 5 === 0)
      .map(block => {
        const lines = Buffer.from(block).toString('latin1').split('\r\n').filter(Boolean)
        return Buffer.from(lines.map(line => `say ${line}`).join('\n'), 'latin1')
      }),
    ...[
      'dial 5550100\nsay ^DSCI: 1,0,3,0,5550100,129\nwait 1000\nmanner silent\nhang-up\nwait 9000\nsay OK\nclose',
      `manner connect\nexecute ${upload} {"name":"a.wav","content":"bytes:abcATD5550100;"}\nsay +QFUPL: 3,1\nsay OK\nwait 20000`,
      `manner connect\nexecute ${download} {"name":"a.wav","bytes":3}\nraw abc\r\n+QFDWL: 3,1\r\nOK\r\nwait 20000`,
      `manner twice\nexecute ${upload} {"name":"a.wav","content":"bytes:abc"}\nhold swap\nussd *100#\ncut\nopen\ncommand AT+CSQ`,
      'say RING\nsay +CLIP: "5550101",129,,,,0\nanswer\nsay RDY\nwait 5000\nsay POWERED DOWN\nmanner error\nwait 60000',
      ...declarations.map(
        (_, at) => `manner connect\nexecute ${at} {"name":"a","content":"bytes:xy","bytes":3}\nwait 90\nsay OK`,
      ),
    ].map(text => Buffer.from(text, 'latin1')),
  ],
  words: [
    ...wireWords.map(word => `\nsay ${word.trim()}\n`),
    ...Object.keys(manners).map(manner => `\nmanner ${manner}\n`),
    ...[
      '\nanswer\n',
      '\nhang-up\n',
      '\nclose\n',
      '\nopen\n',
      '\ncut\n',
      '\nwait 20\n',
      '\nwait 1500\n',
      '\nwait 30000\n',
    ],
    ...[
      '\ndial 5550100',
      '\nussd *#21#',
      '\ncommand AT+CSQ',
      '\nhold join',
      '\nexecute 7 ',
      '\nraw > ',
      '\nraw "',
      '\x1a',
      '\x1b',
    ],
    ...argumentWords,
    ...commandArguments.map(args => `\nexecute ${upload} ${args}\n`),
  ],
  maxBytes: 700,
  async attempt(input) {
    const clock = new ManualClock()
    const module = new AnythingModule()
    const modem = new Modem({ transport: noEmergencyTransport(module.host), clock })
    const kinds = new Set<string>()
    let open = 0
    const ask = (promise: Promise<unknown>) => {
      open++
      const done = (kind: string) => {
        open--
        kinds.add(kind)
      }
      promise.then(
        () => done('done'),
        (error: unknown) => done(CellvoiceError.is(error) ? error.code : `thrown ${String(error)}`),
      )
    }
    modem.events$.subscribe(event => kinds.add(event.kind === 'link' ? event.state.kind : event.kind))
    ask(modem.open())
    // A command and its answer take some turns of the event loop, and so does an advance.
    for (let turns = 0; turns < 30; turns++) await clock.advance(10)
    const steps: Readonly<Record<string, (rest: string) => unknown>> = {
      dial: number => ask(modem.dial(number)),
      answer: () => ask(modem.answer()),
      'hang-up': () => ask(modem.hangUpAll()),
      hold: rest =>
        ask(modem.holdOperation(rest.startsWith('{') ? (hostileValue(rest) as never) : { kind: rest as 'swap' })),
      ussd: code => ask(modem.ussd(code)),
      command: line => {
        module.grammar.allow(line)
        ask(modem.command(line))
      },
      execute: rest => {
        const [, at = '0', args = 'null'] = /^(\d{1,3}) (.*)$/.exec(rest) ?? []
        const declaration = declarations[Number(at) % declarations.length]
        if (declaration) ask(modem.execute(declaration, hostileValue(args)))
      },
      say: line => module.say(`\r\n${line}\r\n`),
      raw: text => module.say(text),
      manner: name => {
        module.manner = Object.hasOwn(manners, name) ? name : 'ok'
      },
      cut: () => module.cut(),
      close: () => ask(modem.close()),
      open: () => ask(modem.open()),
      wait: ms => clock.advance(Math.min(60_000, Number.parseInt(ms, 10) || 0)),
    }
    for (const text of Buffer.from(input).toString('latin1').split('\n').slice(0, 40)) {
      const [name = '', rest = ''] = /^([a-z-]+) ?(.*)$/s.exec(text)?.slice(1) ?? []
      if (Object.hasOwn(steps, name)) await steps[name]?.(rest)
      else module.say(text)
      for (let turns = 0; turns < 3; turns++) await clock.advance(4)
      if (clock.now() > MOST_MS) break
    }
    ask(modem.close())
    await clock.advance(200_000)
    if (module.broken) throw module.broken
    demand(open === 0, `${open} things that were asked for never ended`)
    for (const kind of kinds) demand(!kind.startsWith('thrown') || /TypeError/.test(kind), kind)
    return [...kinds].sort().join()
  },
}

/** A module that answers in one manner or another, and whose wire is watched. */
class AnythingModule {
  manner = 'ok'
  readonly grammar = new WireGrammar()
  broken: unknown
  private listener: TransportListener | undefined

  readonly host: Transport = {
    name: 'anything',
    open: async listener => {
      if (this.listener) throw new CellvoiceError('PORT_BUSY')
      this.listener = listener
    },
    close: async () => {
      this.listener = undefined
    },
    write: async bytes => {
      if (!this.listener) throw new CellvoiceError('PORT_CLOSED')
      this.take(Buffer.from(bytes))
    },
  }

  /** Bytes of the module, latin1. */
  say(text: string): void {
    const { listener } = this
    if (/(^|\n)CONNECT|> /.test(text)) this.grammar.noteConnect()
    if (text !== '') setImmediate(() => listener === this.listener && listener?.onData(Buffer.from(text, 'latin1')))
  }

  cut(): void {
    const { listener } = this
    this.listener = undefined
    setImmediate(() => listener?.onLost(new CellvoiceError('PORT_LOST')))
  }

  private take(bytes: Uint8Array): void {
    try {
      this.grammar.take(bytes)
    } catch (error) {
      this.broken ??= error
    }
    if (bytes.at(-1) === 0x0d) this.say(this.answerTo(Buffer.from(bytes).toString('latin1').trim()))
  }

  /** Who it is and where the conversation stands it says in every manner but in silence. */
  private answerTo(line: string): string {
    if (this.manner === 'silent') return ''
    if (line === 'AT+CMEE?') return '\r\n+CMEE: 1\r\n\r\nOK\r\n'
    if (line === 'ATI') return '\r\nQuectel\r\nEC25\r\nRevision: X\r\n\r\nOK\r\n'
    return manners[this.manner] ?? ''
  }
}
