/** The numbers that every mobile takes for an emergency call, some only without a SIM: 3GPP TS 22.101 10.1.1. */
const everywhere: readonly string[] = ['112', '911', '000', '08', '110', '999', '118', '119']

/** Further ones by country code; compared with libphonenumber's short number metadata. */
const national: Readonly<Record<string, readonly string[]>> = {
  '7': ['01', '02', '03', '101', '102', '103'],
  '27': ['10111', '10177'],
  '30': ['100', '108', '166', '199'],
  '32': ['100', '101'],
  '33': ['15', '17', '18', '114', '196'],
  '34': ['061', '062', '080', '085', '088', '091', '092'],
  '36': ['104', '105', '107'],
  '39': ['113', '115'],
  '41': ['117', '144'],
  '43': ['122', '133', '144'],
  '45': ['114'],
  '47': ['113'],
  '48': ['997', '998'],
  '52': ['060', '065', '066', '068', '080'],
  '55': ['128', '190', '191', '192', '193'],
  '61': ['106'],
  '64': ['111'],
  '65': ['993', '995'],
  '86': ['120', '122'],
  '90': ['155', '156', '158'],
  '91': ['100', '101', '102', '108'],
  '351': ['115'],
  '352': ['113'],
  '359': ['150', '160', '166'],
  '370': ['01', '02', '03', '101', '102', '103'],
  '371': ['01', '02', '03', '113'],
  '380': ['101', '102', '103', '104'],
  '385': ['192', '193', '194', '195'],
  '386': ['113'],
  '420': ['150', '155', '156', '158'],
  '421': ['150', '155', '158', '159'],
  '852': ['992'],
  '972': ['100', '101', '102'],
}

const somewhere: ReadonlySet<string> = new Set([...everywhere, ...Object.values(national).flat()])

/** Whether a number calls for help in some country. @param digits As dialled, without `+`. */
export function isEmergencyNumberSomewhere(digits: string): boolean {
  return somewhere.has(digits)
}

/**
 * Whether a number calls for help.
 * @param digits As dialled, without `+`.
 * @param country The country code of the SIM. Default: only what is one everywhere counts.
 */
export function isEmergencyNumber(digits: string, country?: string): boolean {
  if (everywhere.includes(digits)) return true
  return country !== undefined && (national[country] ?? []).includes(digits)
}
