import { lineConditions } from '../../index.ts'
import { type Check, type CheckResult, fault, hint, ok, skipped } from './check.ts'
import type { DoctorFacts, ModuleFacts } from './doctor-facts.ts'

/** A short question that is asked of a module alone is answered well within this, ms (Quectel: 300 ms). */
const LATE_MS = 1_500

/** For what a module must answer before it can be told. */
export function ofModule(judge: (module: ModuleFacts, facts: DoctorFacts) => CheckResult): Check['run'] {
  return facts => (facts.module ? judge(facts.module, facts) : skipped('no module answers'))
}

/** The module itself: who it is, its power, its settings. */
export const moduleChecks: readonly Check[] = [
  {
    id: 'expected-module',
    title: 'it is the module that is expected',
    run: ofModule(({ identity, wantedImei }) => {
      const { manufacturer, model, imei } = identity
      const name = `${manufacturer} ${model}`.trim()
      if (wantedImei === null) return ok(name)
      if (imei === wantedImei) return ok(`${name}, IMEI ${imei}`)
      return fault(
        `${name} with IMEI ${imei || 'unknown'} is there, not ${wantedImei}`,
        lineConditions['other-module'].remedy,
      )
    }),
  },
  {
    id: 'known-module',
    title: 'the module is a known one',
    run: ofModule(({ identity, profile }) =>
      profile === 'generic'
        ? hint(
            `${identity.model || 'this module'} has no profile: only what every module does is used`,
            'See docs/add-a-module.md; calls may work all the same.',
          )
        : ok(profile),
    ),
  },
  {
    id: 'power-of-module',
    title: 'the module does not restart',
    run: ofModule(({ boots }) => {
      if (boots === 0) return ok()
      const times = boots === 1 ? 'once' : `${boots} times`
      return fault(`the module started ${times} while it was looked at`, lineConditions['brown-out'].remedy)
    }),
  },
  {
    id: 'answer-times',
    title: 'the module answers in time',
    run: ofModule(({ slowestMs, timeouts }) => {
      const remedy = 'See that no other program uses the port, that the hub is not overloaded, and restart the module.'
      if (timeouts > 0) return fault(`not answered in time: ${timeouts} of the questions`, remedy)
      if (slowestMs >= LATE_MS) return fault(`the module took ${slowestMs} ms for a short answer`, remedy)
      return ok(`${slowestMs} ms at most`)
    }),
  },
  {
    id: 'settings',
    title: 'the settings that calls need hold',
    run: ofModule(({ lostSettings, refusedSettings }) => {
      if (lostSettings.length > 0) {
        return fault(
          `the module forgot ${lostSettings.join(', ')} right after it was set`,
          'Another program changes it, or the module restarts unseen: end that program, check the power.',
        )
      }
      if (refusedSettings.length === 0) return ok()
      return hint(
        `the module refuses ${refusedSettings.join(', ')}`,
        'Calls work, with less told of them: without AT+CLIP the number of a caller is not known.',
      )
    }),
  },
  {
    id: 'automatic-answer',
    title: 'the module does not answer calls by itself',
    run: ofModule(({ storedAutoAnswer }) => {
      if (storedAutoAnswer === null) return skipped('the module does not tell')
      if (storedAutoAnswer === 0) return ok()
      return hint(
        `ATS0=${storedAutoAnswer} is stored: until a program sets it to 0, the module answers calls unseen`,
        "Store 0: `cellvoice at 'ATS0=0' 'AT&W'`.",
      )
    }),
  },
  {
    id: 'urc-port',
    title: 'unsolicited lines come out of this port',
    run: ofModule(({ urcPort }, { port }) => {
      if (urcPort === null) return skipped('the module does not tell')
      const ours = portNames(port.device?.roles ?? [], port.device?.info?.usb !== undefined)
      if (urcPort === 'all' || ours.includes(urcPort)) return ok(urcPort)
      return fault(
        `RING and its kin go to the port ${urcPort}, not to this one`,
        'Send them here too: AT+QURCCFG="urcport","all"; it is kept over a restart.',
      )
    }),
  },
]

/** What AT+QURCCFG calls a port: by its USB interface, else the UART, or the AT port where nothing is known of it. */
function portNames(roles: readonly string[], isUsb: boolean): readonly string[] {
  if (!isUsb) return ['usbat', 'uart1', 'uart2', 'uart3']
  return roles.includes('modem') && !roles.includes('at') ? ['usbmodem'] : ['usbat']
}
