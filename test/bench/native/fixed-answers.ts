import type { Telling } from '../module-request.ts'

/** What the modules of the benchmarks, in TypeScript and in C, answer whatever has happened; all else is answered with OK. */
export function fixedAnswers({ dsci }: Telling): Readonly<Record<string, readonly string[]>> {
  return {
    ATI: ['Quectel', 'EC25', 'Revision: EC25EFAR06A06M4G'],
    'AT^DSCI=1': [dsci ? 'OK' : 'ERROR'],
    'AT+QINDCFG="ccinfo",1': ['ERROR'],
    'AT+CMEE?': ['+CMEE: 1', 'OK'],
    'AT+CPIN?': ['+CPIN: READY', 'OK'],
  }
}
