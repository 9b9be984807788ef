import { dialString, quoted } from '../at/command-line.ts'
import { CellvoiceError } from '../base/error.ts'
import { barringFacilities, basicServiceClasses, forwardingReasons, type MmiProcedure } from './mmi-codes.ts'
import { numberTypeOf } from './number-field.ts'

/** A code taken apart: `*21*666555444*16#` is activate, 21, [666555444, 16]. 22.030 6.5.2. */
export interface MmiCode {
  readonly procedure: MmiProcedure
  readonly service: string
  /** The supplementary information; '' where it is left out. */
  readonly information: readonly string[]
}

/**
 * The command line of a known service, or null for a service code that is not one of ours.
 * @throws CellvoiceError INVALID_ARGUMENT or INVALID_NUMBER for a code that the service does not have.
 */
export function mmiServiceCommand(code: MmiCode): string | null {
  const { service, information } = code
  const reason = forwardingReasons[service]
  if (reason !== undefined) return forwarding(code, reason)
  const facility = barringFacilities[service]
  if (facility !== undefined) return barring(code, facility)
  switch (service) {
    case '06':
      if (code.procedure !== 'interrogate' || information.length > 0) return null
      return 'AT+GSN'
    case '30':
      return presentation(code, 'AT+CLIP', { activate: 1, deactivate: 0 })
    case '31':
      return presentation(code, 'AT+CLIR', { activate: 1, deactivate: 2 })
    case '76':
      return presentation(code, 'AT+COLP', { activate: 1, deactivate: 0 })
    case '43': {
      const [basicService, ...more] = information
      refuseMore(more)
      return line('AT+CCWA=1', [modeOf(code, { activate: 1, deactivate: 0, interrogate: 2 }), classOf(basicService)])
    }
    case '03':
      return barringPassword(code)
    case '04':
      return pinChange(code, 'AT+CPWD="SC"', /^\d{4,8}$/)
    case '042':
      return pinChange(code, 'AT+CPWD="P2"', /^\d{4,8}$/)
    case '05':
      return pinChange(code, 'AT+CPIN', /^\d{8}$/)
    case '052':
      throw invalid('PIN2 cannot be unblocked by a command of 27.007')
    default:
      return null
  }
}

/** `<SC>*<number>*<basic service>*<seconds>`. A single * with a number enables with that number. */
function forwarding(code: MmiCode, reason: number): string {
  const [number = '', basicService, seconds = '', ...more] = code.information
  refuseMore(more)
  const setsUp = code.procedure === 'register' || code.procedure === 'activate'
  if (code.procedure === 'register' && number === '') throw invalid('registration needs a number')
  if (!setsUp && number !== '') throw invalid('only registration and activation take a number')
  if (code.procedure === 'interrogate' && reason > 3) throw invalid('only one kind of forwarding can be asked for')
  if (seconds !== '' && !/^([1-9]|[12]\d|30)$/.test(seconds)) throw invalid('the time is 1 to 30 s')
  const mode = modeOf(code, { deactivate: 0, activate: 1, interrogate: 2, register: 3, erase: 4 })
  const serviceClass = classOf(basicService)
  const typeNeeded = number.startsWith('+') || (number !== '' && (serviceClass !== '' || seconds !== ''))
  const type = typeNeeded ? String(numberTypeOf(number)) : ''
  const address = number === '' ? '' : quoted(dialString(number))
  return line(`AT+CCFC=${reason}`, [mode, address, type, serviceClass, '', '', seconds])
}

/** `<SC>*<password>*<basic service>`. The groups of bars can only be lifted (27.007 7.4). */
function barring(code: MmiCode, facility: string): string {
  const [password = '', basicService, ...more] = code.information
  refuseMore(more)
  const isGroup = facility === 'AB' || facility === 'AG' || facility === 'AC'
  const mode = modeOf(code, isGroup ? { deactivate: 0 } : { deactivate: 0, activate: 1, interrogate: 2 })
  const secret = password === '' ? '' : quoted(secretOf(password, /^\d{4}$/))
  return line(`AT+CLCK=${quoted(facility)}`, [mode, secret, classOf(basicService)])
}

/** `03*<SC>*<old>*<new>*<new>`; without a service code it is the password of all bars. 22.030 6.5.4. */
function barringPassword(code: MmiCode): string {
  const [service = '', ...passwords] = code.information
  const facility = service === '' ? 'AB' : barringFacilities[service]
  if (!facility) throw invalid('there is no password for this service')
  return newSecret(code, `AT+CPWD=${quoted(facility)}`, passwords, /^\d{4}$/, /^\d{4}$/)
}

/** `04*<old>*<new>*<new>` and, after a lock, `05*<PUK>*<new>*<new>`. 22.030 6.6. */
function pinChange(code: MmiCode, command: string, oldForm: RegExp): string {
  return newSecret(code, command, code.information, oldForm, /^\d{4,8}$/)
}

function newSecret(code: MmiCode, command: string, secrets: readonly string[], was: RegExp, is: RegExp): string {
  const [old = '', fresh = '', again = '', ...more] = secrets
  refuseMore(more)
  if (code.procedure !== 'register' && code.procedure !== 'activate') throw invalid('a password is registered')
  if (fresh !== again) throw invalid('the new passwords differ')
  const parameters = [quoted(secretOf(old, was)), quoted(secretOf(fresh, is))]
  return command.includes('=') ? line(command, parameters) : `${command}=${parameters.join(',')}`
}

function presentation(code: MmiCode, command: string, modes: { activate: number; deactivate: number }): string {
  refuseMore(code.information)
  return code.procedure === 'interrogate' ? `${command}?` : `${command}=${modeOf(code, modes)}`
}

function modeOf(code: MmiCode, modes: Readonly<Partial<Record<MmiProcedure, number>>>): string {
  const mode = modes[code.procedure]
  if (mode === undefined) throw invalid(`the service ${code.service} has no ${code.procedure}`)
  return String(mode)
}

function classOf(basicService = ''): string {
  if (basicService === '') return ''
  const serviceClass = basicServiceClasses[basicService]
  if (serviceClass === undefined) throw invalid('no such basic service')
  return String(serviceClass)
}

function secretOf(text: string, form: RegExp): string {
  if (!form.test(text)) throw invalid('a password has 4 digits, a PIN 4 to 8, a PUK 8')
  return text
}

function invalid(why: string): CellvoiceError {
  return new CellvoiceError('INVALID_ARGUMENT', { detail: why })
}

function refuseMore(more: readonly string[]): void {
  if (more.length > 0) throw invalid('more parts than the service has')
}

/** A command line with its parameters, the empty ones at the end left out. */
function line(begin: string, parameters: readonly string[]): string {
  const used = parameters.findLastIndex(parameter => parameter !== '') + 1
  return [begin, ...parameters.slice(0, used)].join(',')
}
