import type { CellvoiceError } from '../../base/error.ts'
import { type MissingService, missingServices } from '../../modem/missing-service.ts'

/** Why no call can be placed on a line now. */
export type LineCondition =
  | 'no-port'
  | 'no-permission'
  | 'port-busy'
  | 'port-failed'
  | 'silent'
  | 'wrong-baud'
  | 'other-module'
  | 'restarting'
  | 'brown-out'
  | 'closed'
  | MissingService

/** Every condition, once: what it means, and what a person can do about it. */
export const lineConditions: Readonly<Record<LineCondition, { readonly what: string; readonly remedy: string }>> = {
  'no-port': {
    what: 'its port is not there',
    remedy: 'Check cable, hub and power of the module; `cellvoice ports` shows what is there.',
  },
  'no-permission': {
    what: 'this user may not open its port',
    remedy: 'Install the udev rules of hardware/udev, or add the user to the group of the port, and log in again.',
  },
  'port-busy': {
    what: 'another program holds its port',
    remedy: 'End that program; if it is ModemManager: `sudo systemctl stop ModemManager`.',
  },
  'port-failed': { what: 'its port cannot be used', remedy: 'See the reason of the line for what the system said.' },
  silent: {
    what: 'its port is open and nothing answers',
    remedy: 'Check that the module has power, that this is its AT interface, and RX and TX where it is wired.',
  },
  'wrong-baud': {
    what: 'what answers cannot be read, at any usual rate',
    remedy:
      'Give the rate of the module (`baudRate`), set another with AT+IPR, or check the ground and level of the wires.',
  },
  'other-module': {
    what: 'another module is in its place',
    remedy: 'Plug the right module in, or restart the program if the module was exchanged on purpose.',
  },
  restarting: { what: 'its module starts', remedy: 'Wait: EC25 takes some 25 s, EC200U some 10 s.' },
  'brown-out': {
    what: 'its module starts again and again',
    remedy:
      'Give it a supply of 2 A with short wires and a capacitor beside the module; a weak one breaks down as it transmits.',
  },
  'radio-off': { what: 'its radio is switched off', remedy: 'Switch it on: AT+CFUN=1.' },
  'sim-missing': { what: 'there is no SIM', remedy: 'Put a SIM in, and check that it clicks and lies the right way.' },
  'sim-busy': {
    what: 'its SIM is not ready',
    remedy: 'Wait a few seconds; if it stays, take the SIM out and put it back.',
  },
  'sim-pin': {
    what: 'its SIM waits for its PIN',
    remedy: 'Enter it: AT+CPIN="…"; or switch the PIN off in a telephone.',
  },
  'sim-puk': {
    what: 'its SIM is blocked',
    remedy: 'Enter PUK and a new PIN: AT+CPIN="PUK","PIN". Ten wrong ones destroy it.',
  },
  'sim-failure': {
    what: 'its SIM cannot be used',
    remedy: 'Clean the contacts or try another SIM; one that is locked to a device or a network works only there.',
  },
  'not-registered': {
    what: 'it is not registered in a network',
    remedy:
      'Check antenna and reception (`cellvoice at AT+CSQ`), and that an operator serves the bands of the module here.',
  },
  'registration-denied': {
    what: 'the network refuses it',
    remedy:
      'Ask the operator whether the SIM is active, paid, allowed to roam here, and not limited to another device.',
  },
  'emergency-only': {
    what: 'only emergency calls are allowed',
    remedy: 'The SIM gets no service here: ask its operator, or use one that has coverage.',
  },
  'no-voice': {
    what: 'it has data service and none for calls',
    remedy: 'Enable voice over LTE (AT+QCFG="ims",1, then restart), with an operator that allows it for this module.',
  },
  closed: { what: 'the line was closed', remedy: 'Open the exchange again.' },
}

/**
 * Whether only calls for help can be placed: whatever its module lacks but the radio, it may call for help, in any network and
 * without a SIM (3GPP TS 22.101 10.1).
 */
export function allowsEmergencyCall(condition: LineCondition): boolean {
  return condition !== 'radio-off' && missingServices.some(one => one === condition)
}

/** The condition that a failure to open or the loss of a line amounts to. */
export function conditionOfFailure({ code, context }: CellvoiceError): LineCondition {
  switch (code) {
    case 'PORT_NOT_FOUND':
    case 'PORT_LOST':
    case 'PORT_UNREACHABLE':
    case 'PORT_CLOSED':
      return 'no-port'
    case 'PORT_NO_PERMISSION':
      return 'no-permission'
    case 'PORT_BUSY':
      return 'port-busy'
    case 'PORT_SILENT':
    case 'AT_TIMEOUT':
      return 'silent'
    case 'PORT_GARBAGE':
      return 'wrong-baud'
    case 'MODEM_RESTARTED':
      return 'restarting'
    case 'MODEM_NOT_READY':
      return context.condition === 'other-module' ? 'other-module' : 'port-failed'
    default:
      return 'port-failed'
  }
}
