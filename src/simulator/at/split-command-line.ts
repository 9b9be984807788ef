import type { Request } from './request.ts'

const extended = /^([+^$%#*][A-Z][A-Z0-9!%\-./:_]*)(.*)$/is
const sRegister = /^S(\d+)(\?|=(\d*))?/i
const basic = /^(&?[A-Z])(\d*)/i

/**
 * Cuts the body of a command line (what follows AT) into its commands, in the manner of ITU-T V.250 5.2: basic commands
 * stand side by side, extended ones end with `;`, and blanks outside quotes mean nothing. A call command (D or A)
 * takes the rest of the line.
 *
 * `E0; &C0; +CMEE=1` gives E0, &C0 and +CMEE=1.
 */
export function splitCommandLine(body: string): Request[] {
  const requests: Request[] = []
  let rest = body
  for (;;) {
    rest = rest.replace(/^[\s;]+/, '')
    if (rest === '') return requests
    const [request, length] = first(rest)
    requests.push(request)
    rest = rest.slice(length)
  }
}

function first(rest: string): [Request, number] {
  const extendedMatch = extended.exec(rest)
  if (extendedMatch) {
    const length = commandLength(rest)
    const [, name = '', tail = ''] = extended.exec(rest.slice(0, length)) ?? []
    return [{ name: name.toUpperCase(), ...formOf(tail.trim()) }, length]
  }
  if (/^D/i.test(rest)) return [{ name: 'D', form: 'run', text: rest.slice(1) }, rest.length]
  if (/^A/i.test(rest)) return [{ name: 'A', form: 'run', text: '' }, rest.length]
  const register = sRegister.exec(rest)
  if (register) {
    const [whole, number = '', tail, value = ''] = register
    const form = tail === '?' ? 'read' : tail ? 'set' : 'run'
    return [{ name: `S${Number(number)}`, form, text: value }, whole.length]
  }
  const [whole, name, digits = ''] = basic.exec(rest) ?? []
  if (whole && name) return [{ name: name.toUpperCase(), form: 'run', text: digits }, whole.length]
  return [{ name: rest.slice(0, 1), form: 'run', text: '' }, rest.length]
}

/** Up to the first `;` outside quotes. */
function commandLength(text: string): number {
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') quoted = !quoted
    if (text[index] === ';' && !quoted) return index
  }
  return text.length
}

function formOf(tail: string): Pick<Request, 'form' | 'text'> {
  if (tail === '') return { form: 'run', text: '' }
  if (tail === '?') return { form: 'read', text: '' }
  if (tail === '=?') return { form: 'test', text: '' }
  return { form: 'set', text: tail.replace(/^=/, '') }
}
