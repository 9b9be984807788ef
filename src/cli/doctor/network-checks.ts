import {
  carriesCalls,
  lineConditions,
  type MissingService,
  missingService,
  missingServices,
  type ServiceFacts,
} from '../../index.ts'
import { type Check, type CheckResult, fault, hint, ok, skipped } from './check.ts'
import { ofModule } from './module-checks.ts'

/** AT+CSQ 0 to 31: -113 dBm and up by 2 dB. Below 5 calls break off, below 10 they may. */
const NO_SIGNAL = 5
const WEAK_SIGNAL = 10
/** The second range of AT+CSQ begins here: -116 dBm, up by 1 dB (27.007 8.5). */
const LTE_ZERO = 100
/** -103 and -95 dBm: what LTE tells is the power of the reference signals. */
const NO_LTE_SIGNAL = 113
const WEAK_LTE_SIGNAL = 121

/** One of the conditions of a line: at most one stands in the way, the nearest, and what is behind it cannot be told. */
function service(
  conditions: readonly MissingService[],
  isTold: (service: ServiceFacts) => boolean,
  says?: (service: ServiceFacts) => string | undefined,
) {
  return ofModule((module): CheckResult => {
    if (!module.service) return skipped('the module did not tell')
    const missing = missingService(module.service)
    if (missing !== null && conditions.includes(missing)) {
      const { what, remedy } = lineConditions[missing]
      return fault(what, remedy)
    }
    if (missing !== null && missingServices.indexOf(missing) < missingServices.indexOf(conditions[0] ?? missing))
      return skipped(lineConditions[missing].what)
    if (!isTold(module.service)) return skipped('the module does not tell')
    return missing === null ? ok(says?.(module.service)) : ok()
  })
}

/** An LTE network may carry calls or not, which a module tells by its state of IMS. */
function isVoiceTold({ circuit, ims }: ServiceFacts): boolean {
  return circuit !== null && (carriesCalls(circuit) || ims !== null)
}

/** Who carries the calls: radio, SIM, network, services. */
export const networkChecks: readonly Check[] = [
  {
    id: 'service-told',
    title: 'the module tells of radio, SIM and network',
    run: ofModule(({ service }) => {
      if (!service) return skipped('the module did not tell')
      const { level, sim, circuit, eps } = service
      if (level !== null || sim !== null || circuit !== null || eps !== null) return ok()
      return fault(
        'the module refuses every question for its radio, its SIM and its network: it may place no calls',
        'See that this is the AT port of a cellular module; restart the module.',
      )
    }),
  },
  { id: 'radio', title: 'the radio is on', run: service(['radio-off'], ({ level }) => level !== null) },
  {
    id: 'sim',
    title: 'the SIM can be used',
    run: service(['sim-missing', 'sim-busy', 'sim-pin', 'sim-puk', 'sim-failure'], ({ sim }) => sim !== null),
  },
  {
    id: 'registration',
    title: 'a network has let it in',
    run: service(
      ['registration-denied', 'emergency-only', 'not-registered'],
      ({ circuit, eps }) => circuit !== null || eps?.registered === true,
      ({ circuit, eps }) => (circuit?.roaming || eps?.roaming ? 'roaming' : 'at home'),
    ),
  },
  { id: 'voice', title: 'the network carries calls', run: service(['no-voice'], isVoiceTold) },
  {
    id: 'signal',
    title: 'the network is heard well',
    run: ofModule(({ signal, service }) => {
      const rssi = signal?.rssi ?? null
      if (rssi === null) {
        const registrations = [service?.circuit, service?.eps].filter(one => one != null)
        const isAlone = registrations.length > 0 && !registrations.some(({ registered }) => registered)
        return skipped(isAlone ? 'no network is heard' : 'the module does not tell')
      }
      const isLte = rssi >= LTE_ZERO
      const dBm = isLte ? rssi - LTE_ZERO - 116 : rssi * 2 - 113
      const remedy = 'Check that the antenna is screwed on and at the main connector; place it higher or at a window.'
      if (rssi < (isLte ? NO_LTE_SIGNAL : NO_SIGNAL)) return fault(`the signal is very weak: ${dBm} dBm`, remedy)
      if (rssi < (isLte ? WEAK_LTE_SIGNAL : WEAK_SIGNAL)) return hint(`the signal is weak: ${dBm} dBm`, remedy)
      return ok(`${dBm} dBm`)
    }),
  },
  {
    id: 'forwarding',
    title: 'calls are not forwarded away',
    run: ofModule(({ forwarding }) => {
      if (forwarding === null) return skipped('the network was not asked, or did not tell')
      const active = forwarding.find(({ active, serviceClass }) => active && isVoice(serviceClass))
      if (!active) return ok()
      const to = active.number === null ? '' : ` to ${active.number}`
      return hint(
        `all calls are forwarded${to}: none of them reaches this module`,
        'If that is not wished: `cellvoice forward unconditional off`, or ##21# on a telephone with this SIM.',
      )
    }),
  },
  {
    id: 'call-waiting',
    title: 'a second caller is let through',
    run: ofModule(({ waiting }) => {
      if (waiting === null) return skipped('the network was not asked, or did not tell')
      if (waiting.some(({ active, serviceClass }) => active && isVoice(serviceClass))) return ok()
      return hint(
        'call waiting is off: a second caller hears that the line is busy',
        "If two calls are wished: `cellvoice at 'AT+CCWA=1,1,1'`.",
      )
    }),
  },
]

/** Bit 1 is voice; an answer without classes is of all. */
function isVoice(serviceClass: number | null): boolean {
  return serviceClass === null || (serviceClass & 1) === 1
}
