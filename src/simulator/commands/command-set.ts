import type { Command } from '../at/command.ts'
import type { Family } from '../families/family.ts'
import { answerCommands } from './answer.ts'
import { barringCommands } from './barring.ts'
import { basicCommands } from './basic.ts'
import { callForwarding, plainForwarding } from './call-forwarding.ts'
import { callHolding } from './call-holding.ts'
import { callSettingCommands } from './call-settings.ts'
import { callWaiting } from './call-waiting.ts'
import { clientCommands } from './client-commands.ts'
import { dialCommands } from './dial.ts'
import { dtmf, plainDtmf } from './dtmf.ts'
import { equipmentCommands } from './equipment.ts'
import { fileCommands } from './files.ts'
import { hangUpCommands } from './hang-up.ts'
import { identityCommands } from './identity.ts'
import { listCallsCommands } from './list-calls.ts'
import { networkCommands } from './network.ts'
import { notificationCommands } from './notifications.ts'
import { openFileCommands } from './open-files.ts'
import { presentationCommands } from './presentation.ts'
import { releaseCauseCommands } from './release-cause.ts'
import { simCommands } from './sim.ts'
import { ussdCommands } from './ussd.ts'
import { vendorSettingCommands } from './vendor-settings.ts'

const common: readonly Command[] = [
  ...basicCommands,
  ...identityCommands,
  ...equipmentCommands,
  ...simCommands,
  ...networkCommands,
  ...vendorSettingCommands,
  ...callSettingCommands,
  ...presentationCommands,
  ...notificationCommands,
  ...barringCommands,
  ...dialCommands,
  ...answerCommands,
  ...hangUpCommands,
  ...listCallsCommands,
  ...releaseCauseCommands,
  ...dtmf(plainDtmf),
  ...ussdCommands,
  ...clientCommands,
  ...fileCommands,
  ...openFileCommands,
  callHolding('(0,1,1x,2,2x,3,4)', { transfers: true, picky: false }),
  callForwarding(plainForwarding),
  callWaiting('active classes'),
]

/** The commands of a family by name: its own first, then the common ones, without those it lacks. */
export function commandSet(family: Family): ReadonlyMap<string, Command> {
  const commands = new Map<string, Command>()
  for (const command of [...family.commands, ...common]) {
    if (!family.missing.has(command.name) && !commands.has(command.name)) commands.set(command.name, command)
  }
  return commands
}
