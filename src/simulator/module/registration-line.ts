import { isRegistered, type RegistrationStatus } from './radio.ts'

/** The one cell of the simulated network: area code, cell identity, access technology LTE. */
const cell = '"1A2B","01234567",7'

/** A registration as +CREG, +CGREG and +CEREG show it (3GPP TS 27.007 7.2), with the cell if asked for. */
export function registrationLine(status: RegistrationStatus, withCell: boolean): string {
  return withCell && isRegistered(status) ? `${status},${cell}` : `${status}`
}
