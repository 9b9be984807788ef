import { type LineCondition, lineConditions } from '../../index.ts'
import { type Check, type CheckResult, fault, hint, ok, skipped } from './check.ts'
import type { DeviceFacts, DoctorFacts, PortFailure } from './doctor-facts.ts'

/** For ports that are no device of this machine. */
const NO_DEVICE = 'the port is no device file of this machine'

function ofDevice(judge: (device: DeviceFacts, facts: DoctorFacts) => CheckResult): Check['run'] {
  return facts => (facts.port.device ? judge(facts.port.device, facts) : skipped(NO_DEVICE))
}

/** A failure that only says that nothing can be said of what comes after the opening. */
function isOpen({ port: { failure } }: DoctorFacts): boolean {
  return failure === null || failure.condition === 'silent' || failure.condition === 'wrong-baud'
}

function failed({ port: { failure } }: DoctorFacts, condition: PortFailure['condition']): PortFailure | null {
  return failure?.condition === condition ? failure : null
}

const isUsed = ({ holders = [], ownPid }: DeviceFacts['use']) => holders.filter(({ pid }) => pid !== ownPid)

/** What the checks of the opening tell of, with a device file or without. */
const toldOfOpening: readonly LineCondition[] = ['no-port', 'no-permission', 'port-busy']

/** The way to the module: from the device file to the first answer. */
export const portChecks: readonly Check[] = [
  {
    id: 'port-there',
    title: 'the port is there',
    run(facts) {
      const { device, name } = facts.port
      if (device === null) {
        const failure = failed(facts, 'no-port')
        return failure ? fault(failure.message, failure.remedy) : ok(name)
      }
      if (device.kind !== 'absent') {
        const failure = failed(facts, 'no-port')
        return failure ? fault(failure.message, lineConditions['no-port'].remedy) : ok()
      }
      const there = device.present.length > 0 ? `there are ${device.present.join(', ')}` : 'no serial port is there'
      return fault(`${name} does not exist; ${there}`, lineConditions['no-port'].remedy)
    },
  },
  {
    id: 'port-is-terminal',
    title: 'the port is a serial port, and works',
    run: ofDevice(({ kind }, facts) => {
      const { name } = facts.port
      if (kind === 'absent') return skipped('the port is not there')
      if (kind === 'directory')
        return fault(`${name} is a directory`, 'Name a device in it; `cellvoice ports` lists them.')
      if (kind === 'other')
        return fault(`${name} is no serial port`, 'Name a device such as /dev/ttyUSB2; `cellvoice ports` lists them.')
      const failure = failed(facts, 'port-failed')
      return failure ? fault(failure.message, failure.remedy) : ok()
    }),
  },
  {
    id: 'port-permission',
    title: 'this user may open the port',
    run(facts) {
      const failure = failed(facts, 'no-permission')
      if (!failure) return isOpen(facts) ? ok() : skipped('the port was not opened')
      const group = facts.port.device?.group
      const remedy =
        group?.mayOpen && group.name !== 'root'
          ? `\`sudo usermod -aG ${group.name} $USER\`, and log in again; or install the udev rules of hardware/udev.`
          : lineConditions['no-permission'].remedy
      return fault(failure.message, remedy)
    },
  },
  {
    id: 'group-membership',
    title: 'this user is of the group of the port',
    run: ofDevice(({ group, isMember }) => {
      if (!group) return skipped('the system does not tell the group')
      if (isMember || !group.mayOpen) return ok()
      return hint(
        `this user is not of the group ${group.name}, which may open the port`,
        `\`sudo usermod -aG ${group.name} $USER\`, and log in again: groups of a session do not change while it lasts.`,
      )
    }),
  },
  {
    id: 'port-free',
    title: 'no other program holds the port',
    run(facts) {
      const held = facts.port.device ? isUsed(facts.port.device.use) : []
      if (held.length > 0) {
        const who = held.map(({ pid, name }) => `${name} (process ${pid})`).join(', ')
        const isManager = held.some(({ name }) => name === 'ModemManager')
        return fault(
          `${facts.port.name} is held by ${who}`,
          isManager ? lineConditions['port-busy'].remedy : `End it: \`kill ${held.map(({ pid }) => pid).join(' ')}\`.`,
        )
      }
      const failure = failed(facts, 'port-busy')
      if (failure) return fault(failure.message, lineConditions['port-busy'].remedy)
      return isOpen(facts) ? ok() : skipped('the port was not opened')
    },
  },
  {
    id: 'modem-manager',
    title: 'ModemManager leaves the port alone',
    run: ofDevice(({ use: { modemManagerPid } }) =>
      modemManagerPid === undefined
        ? ok()
        : hint(
            `ModemManager runs (process ${modemManagerPid}); it opens every modem it finds and takes its answers`,
            'Install the udev rules of hardware/udev, which keep it off; or `sudo systemctl disable --now ModemManager`.',
          ),
    ),
  },
  {
    id: 'right-interface',
    title: 'the port is the AT interface of the module',
    run: ofDevice((device, facts) => {
      if (!device.info?.usb) return skipped('the port is not on USB')
      if (!isWrongInterface(device)) return ok(device.roles.join(' or '))
      // What answers AT is of use, whatever the profiles think of it.
      return facts.module ? ok('it answers AT') : isOpen(facts) ? interfaceFault(facts, device) : skipped('not opened')
    }),
  },
  {
    id: 'answers',
    title: 'a module answers AT',
    run(facts) {
      const failure = failed(facts, 'silent')
      if (failure) {
        if (facts.port.device && isWrongInterface(facts.port.device)) return skipped('it is another interface')
        if (failure.answersAtRate !== null) return skipped('it answers at another rate')
        return fault(failure.message, lineConditions.silent.remedy)
      }
      if (facts.module) return ok()
      const other = facts.port.failure
      if (other === null) return skipped('the port was not opened')
      if (other.condition === 'wrong-baud') return skipped('what comes cannot be read')
      const isToldBefore =
        toldOfOpening.includes(other.condition) || (other.condition === 'port-failed' && facts.port.device)
      return isToldBefore ? skipped('the port was not opened') : fault(other.message, other.remedy)
    },
  },
  {
    id: 'baud-rate',
    title: 'the rate is that of the module',
    run(facts) {
      const { failure } = facts.port
      if (failure && failure.answersAtRate !== null) {
        const rate = failure.answersAtRate
        return fault(`the module answers at ${rate} bits a second`, `Give --baud ${rate}, or set another with AT+IPR.`)
      }
      const garbage = failed(facts, 'wrong-baud')
      const { device } = facts.port
      if (garbage && device && isWrongInterface(device)) return skipped('it is another interface')
      if (garbage) return fault(garbage.message, lineConditions['wrong-baud'].remedy)
      if (!device || isModuleOnUsb(device)) return skipped('the port has no rate')
      return facts.module ? ok() : skipped('nobody answers')
    },
  },
]

/** A port on the USB device of a module that the profiles know; such a port has no rate. */
function isModuleOnUsb({ roles, atPorts }: DeviceFacts): boolean {
  return roles.length > 0 || atPorts.length > 0
}

function isWrongInterface({ roles, atPorts }: DeviceFacts): boolean {
  return roles.length > 0 ? !roles.some(role => /^(at|modem|unknown)$/.test(role)) : atPorts.length > 0
}

function interfaceFault({ port }: DoctorFacts, { roles, atPorts }: DeviceFacts): CheckResult {
  const its = roles.length > 0 ? `the ${roles.join(' or ')} interface of the module` : 'no known AT interface'
  const remedy =
    atPorts.length > 0
      ? `Use ${atPorts.join(' or ')}, which takes AT on this module.`
      : 'Ask every port of the module: `cellvoice ports --probe`.'
  return fault(`${port.name} opens and does not answer AT: it is ${its}`, remedy)
}
