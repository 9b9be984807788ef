/** What shows or hides our own number for one call where it is dialled before the number, by country code. */
const ownNumberPrefixes: Readonly<Record<string, readonly string[]>> = {
  '33': ['3651'],
  '34': ['067'],
  '44': ['141', '1470'],
  '61': ['1831', '1832'],
  '64': ['0197', '0196'],
  '81': ['184', '186'],
  '353': ['141', '142'],
  '852': ['133'],
}

/** Those that begin as ordinary numbers do nowhere, or hardly anywhere. */
const somewhere: readonly string[] = [...new Set(Object.values(ownNumberPrefixes).flat())].filter(one =>
  one.startsWith('1'),
)

/** Before a number: what asks the network for a service in one call, a `+`, a trunk or an international prefix. */
const services: readonly string[] = ['*31#', '#31#', '*31*', '#31*', '*67', '*82', '+', '00', '0']

/**
 * What is left of a number after the digits that show or hide our own in one call, however often they stand there; nothing
 * where it has none. Pure.
 * @param country The country code of the SIM. Default: of those of all countries what ordinary numbers hardly begin with.
 */
export function withoutOwnNumberPrefix(number: string, country?: string): readonly string[] {
  return stripped(number, country === undefined ? somewhere : (ownNumberPrefixes[country] ?? []))
}

/**
 * The digits that a number may call, whatever stands before, behind and between them that a module or a network could pass
 * over. Pure.
 */
export function calledDigits(number: string): readonly string[] {
  return [number, ...stripped(number, [...services, ...somewhere])].map(one => one.replace(/\D/g, ''))
}

function stripped(number: string, prefixes: readonly string[]): readonly string[] {
  const found = new Set<string>()
  // What is added is looked at in its turn: a prefix may follow a prefix.
  const open = [number]
  for (const one of open) {
    for (const prefix of prefixes) {
      const rest = one.slice(prefix.length)
      if (!one.startsWith(prefix) || rest === '' || found.has(rest)) continue
      found.add(rest)
      open.push(rest)
    }
  }
  return [...found]
}
