import { setWaitingAnnouncement } from '../commands/ccwa.ts'
import { setCallingLine } from '../commands/clip.ts'
import { setConnectedLine } from '../commands/colp.ts'
import { setServiceNotifications } from '../commands/cssn.ts'
import { setCallIndications } from '../commands/dsci.ts'
import { setVoiceHangUpControl } from '../commands/hang-up.ts'
import { setCallInformation } from '../commands/qind.ts'
import { rawCommand } from '../commands/raw.ts'
import { circuitRegistration, epsRegistration } from '../commands/registration.ts'
import {
  setAutomaticAnswer,
  setConnectionTimeout,
  setErrorReporting,
  setResultWords,
} from '../commands/result-settings.ts'
import { setExtendedRing } from '../commands/ring.ts'
import type { CapabilityRecord } from './capability-record.ts'
import { isAnswerOrSilence } from './is-answer-or-silence.ts'
import type { ModemExecute } from './modem-execute.ts'

/**
 * What every module is set to, and again after each restart, which most of it does not survive (Quectel EC2x AT Commands
 * Manual V2.0, 2.13). All is best effort; a refusal is recorded and says what the module cannot do.
 */
export const volatileSettings: readonly { readonly command: string; readonly why: string }[] = [
  { command: setErrorReporting.text(1), why: 'errors as numbers; their texts differ between firmwares' },
  { command: setResultWords.text(4), why: 'BUSY and NO DIALTONE are told apart from NO CARRIER' },
  { command: setAutomaticAnswer.text(0), why: 'the module does not answer calls by itself, unseen' },
  { command: setConnectionTimeout.text(0), why: 'the module does not end calls that ring for long' },
  { command: setVoiceHangUpControl.text(0), why: 'ATH ends voice calls' },
  { command: setCallingLine.text(true), why: 'the number of the caller' },
  { command: setExtendedRing.text(true), why: 'a ring says whether it is a voice call' },
  { command: setConnectedLine.text(false), why: 'ATD does not wait for the far end to answer' },
  { command: setServiceNotifications.text(true), why: 'being held, forwarded or waiting is told' },
  { command: setWaitingAnnouncement.text(true), why: 'a second caller is told' },
  { command: setCallIndications.text(true), why: 'every change of a call is told with its id' },
  { command: setCallInformation.text(true), why: 'the same, where the module has it' },
  { command: circuitRegistration.announce.text(2), why: 'registration changes are told' },
  { command: epsRegistration.announce.text(2), why: 'LTE registration changes are told' },
]

/** So many settings without any answer in a row mean that nobody is there. */
const MAX_UNANSWERED_SETTINGS = 2
/** The longest a setting may take, ms. AT+CLIP and its kin are documented with up to 15 s, network-bound. */
const SETTING_LIMIT_MS = 15_000

/**
 * Sends the settings of {@link volatileSettings} and those the module's profile adds, in order, each once.
 * @throws CellvoiceError only for a line that is gone or a module that has fallen silent.
 */
export async function bringUp(
  execute: ModemExecute,
  capabilities: CapabilityRecord,
  profileSettings: readonly { readonly command: string }[],
): Promise<void> {
  const commands = new Set([...volatileSettings, ...profileSettings].map(setting => setting.command))
  let silent = 0
  for (const text of commands) {
    try {
      capabilities.record(text, await execute(rawCommand(text, SETTING_LIMIT_MS), undefined))
      silent = 0
    } catch (error) {
      if (!isAnswerOrSilence(error)) throw error
      capabilities.recordFailure(text, error)
      silent = capabilities.of(text)?.answered === 'nothing' ? silent + 1 : 0
      if (silent >= MAX_UNANSWERED_SETTINGS) throw error
    }
  }
}
