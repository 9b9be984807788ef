import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/base/manual-clock.ts'
import type { CallEvent } from '../../src/calls/call-event.ts'
import { openModem } from '../../src/calls/open-modem.ts'
import { type FamilyName, startSimulator } from '../../src/simulator/index.ts'
import { type LineFate, lossyTransport } from '../support/lossy-transport.ts'

type Act =
  | 'dial-answered'
  | 'dial-ringing'
  | 'dial-busy'
  | 'called'
  | 'answer'
  | 'swap'
  | 'join'
  | 'hang-up-all'
  | 'far-end-answers'
  | 'far-end-hangs-up'

const act = fc.constantFrom<Act>(
  'dial-answered',
  'dial-ringing',
  'dial-busy',
  'called',
  'called',
  'answer',
  'answer',
  'swap',
  'join',
  'hang-up-all',
  'far-end-answers',
  'far-end-hangs-up',
  'far-end-hangs-up',
)
const fate = fc.oneof(
  { weight: 3, arbitrary: fc.constant<LineFate>('arrives') },
  fc.constantFrom<LineFate>('lost', 'doubled', 'late'),
)
const scenario = fc.record({
  family: fc.constantFrom<FamilyName>('ec25', 'ec200u', 'ec600n', 'generic'),
  steps: fc.array(fc.record({ act, pauseMs: fc.constantFrom(0, 30, 400, 2_500) }), { maxLength: 10 }),
  fates: fc.infiniteStream(fate),
})

const numbers = { called: ['5550100', '5550102', '5550101'], answered: '5550101', ringing: '5550102', busy: '5550017' }

describe('a modem on the simulator, with lines lost, doubled and late', () => {
  it('knows the calls the network knows, and told each change once', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ family, steps, fates }) => {
        const clock = new ManualClock()
        const { network, modules } = await startSimulator({ family, clock })
        const [module] = modules
        if (!module) throw new Error('the simulator made no module')
        const decide = fates[Symbol.iterator]()
        let faulty = true
        const transport = lossyTransport(module.transport(), () =>
          faulty ? (decide.next().value as LineFate) : 'arrives',
        )
        const [modem] = await Promise.all([openModem({ transport, clock }), clock.advance(2_000)])
        const events: CallEvent[] = []
        modem.events$.subscribe(event => event.kind === 'call' && events.push(event.event))
        let calls = 0
        const farEnd = () =>
          module
            .truth()
            .map(call => network.subscriber(call.number))
            .find(one => one.call)?.call
        const acts: Record<Act, () => unknown> = {
          'dial-answered': () => modem.dial(numbers.answered),
          'dial-ringing': () => modem.dial(numbers.ringing),
          'dial-busy': () => modem.dial(numbers.busy),
          called: () => network.call(numbers.called[calls++ % 3] ?? '5550100', module.number),
          answer: () => modem.answer(),
          swap: () => modem.holdOperation({ kind: 'swap' }),
          join: () => modem.holdOperation({ kind: 'join' }),
          'hang-up-all': () => modem.hangUpAll(),
          'far-end-answers': () => farEnd()?.answer(),
          'far-end-hangs-up': () => farEnd()?.hangUp(),
        }
        for (const { act, pauseMs } of steps) {
          // What the network refuses is part of the game; nobody waits for an answer before the next act.
          void Promise.resolve()
            .then(acts[act])
            .catch(() => {})
          await clock.advance(pauseMs)
        }
        faulty = false
        // With no call known nothing is asked: what heals a lost ring is the next one, 6 s later.
        await clock.advance(7_000)
        const truth = module
          .truth()
          .map(call => `${call.index} ${call.direction} ${call.state} ${call.number} ${call.multiparty}`)
        const known = modem.calls.map(
          ({ snapshot: call }) => `${call.index} ${call.direction} ${call.state} ${call.number} ${call.multiparty}`,
        )
        expect(known.sort()).toEqual(truth.sort())
        const last = new Map<number, string>()
        for (const event of events) {
          if (event.kind !== 'state' && event.kind !== 'ended') continue
          expect(event.call.state).not.toBe(last.get(event.call.key))
          expect(last.get(event.call.key)).not.toBe('ended')
          last.set(event.call.key, event.call.state)
        }
        await modem.close()
      }),
      { numRuns: Number(process.env.CELLVOICE_RUNS ?? 60) },
    )
  })
})
