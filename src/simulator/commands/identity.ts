import type { Command, Handler } from '../at/command.ts'
import type { Module } from '../module/module.ts'
import { numberType } from '../module/number-type.ts'

/** A command that answers what it is asked, in the run form as well as in the test form. */
function answers(name: string, text: (module: Module) => string, needsCard = false): Command {
  const run: Handler = at => {
    const fault = needsCard ? at.module.sim.fault : undefined
    if (fault !== undefined) return { cme: fault }
    at.say(text(at.module))
    return 'OK'
  }
  return { name, run, test: '' }
}

/** Who the module and its card are (3GPP TS 27.007 clause 5; Quectel EC2x manual chapters 2 and 5). */
export const identityCommands: readonly Command[] = [
  {
    name: 'I',
    run: at => {
      const { manufacturer, model, revision } = at.module.family.identity
      for (const line of [manufacturer, model, `Revision: ${revision}`]) at.say(line)
      return 'OK'
    },
  },
  answers('+CGMI', ({ family }) => family.identity.manufacturer),
  answers('+GMI', ({ family }) => family.identity.manufacturer),
  answers('+CGMM', ({ family }) => family.identity.model),
  answers('+GMM', ({ family }) => family.identity.model),
  answers('+CGMR', ({ family }) => family.identity.revision),
  answers('+GMR', ({ family }) => family.identity.revision),
  answers('+QGMR', ({ family }) => `${family.identity.revision}_01.001.01.001`),
  answers('+CGSN', ({ imei }) => imei),
  answers('+GSN', ({ imei }) => imei),
  answers('+CIMI', ({ sim }) => sim.imsi, true),
  answers('+QCCID', ({ sim }) => `+QCCID: ${sim.iccid}`, true),
  answers('+CCID', ({ sim }) => `+CCID: ${sim.iccid}`, true),
  answers('+CNUM', ({ number }) => `+CNUM: ,"${number}",${numberType(number)}`, true),
  answers('+GCAP', () => '+GCAP: +CGSM'),
]
