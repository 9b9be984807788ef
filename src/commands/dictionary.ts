import * as boot from './boot.ts'
import * as words from './call-words.ts'
import { callWaiting } from './ccwa.ts'
import { listedCallChanged } from './clcc.ts'
import { callingLine } from './clip.ts'
import { messageStored } from './cmti.ts'
import { connectedLine } from './colp.ts'
import { callNotification, outgoingNotification } from './cssn.ts'
import { ussdMessage } from './cusd.ts'
import { callIndication } from './dsci.ts'
import * as passedOver from './passed-over.ts'
import { recordingTrouble } from './qaudrd.ts'
import { indication } from './qind.ts'
import { pcmFlow } from './qpcmv.ts'
import { playingEnded } from './qpsnd.ts'
import { simInsertionChanged } from './qsimstat.ts'
import { toneDetected } from './qtonedet.ts'
import { speakingEnded } from './qwtts.ts'
import { circuitRegistration, epsRegistration, packetRegistration } from './registration.ts'
import { extendedRing, ring } from './ring.ts'
import { simStateChanged } from './sim.ts'
import type { UrcDeclaration } from './urc.ts'

/** Every unsolicited line the library knows. Adding one is one entry here and one declaration beside its command. */
export const urcs = [
  ring,
  extendedRing,
  callingLine,
  callWaiting,
  callIndication,
  indication,
  listedCallChanged,
  connectedLine,
  outgoingNotification,
  callNotification,
  words.noCarrier,
  words.busy,
  words.noAnswer,
  words.noDialtone,
  words.connect,
  toneDetected,
  recordingTrouble,
  pcmFlow,
  playingEnded,
  speakingEnded,
  circuitRegistration.changed,
  packetRegistration.changed,
  epsRegistration.changed,
  simStateChanged,
  boot.ready,
  boot.applicationReady,
  boot.poweredDown,
  boot.normalPowerDown,
  boot.functionality,
  simInsertionChanged,
  ussdMessage,
  messageStored,
  passedOver.simInitialised,
  passedOver.cardKind,
  passedOver.timeZone,
  passedOver.timeZoneExtended,
  passedOver.packetEvent,
  passedOver.internetEvent,
  passedOver.voiceCall,
] as const

/** What an unsolicited line says. */
export type Message = NonNullable<ReturnType<(typeof urcs)[number]['decode']>>

const byKey = new Map<string, UrcDeclaration<Message>>(urcs.map(declaration => [declaration.key, declaration]))

/**
 * The declaration a line belongs to: by the text up to its first colon, or by the whole line. The manual prints
 * `+QSIMSTAT : 1,0` with a blank before the colon (Quectel EC2x AT Commands Manual V2.0, 5.11).
 */
export function urcOf(line: string): UrcDeclaration<Message> | undefined {
  const colon = line.indexOf(':')
  if (colon < 0) return byKey.get(line)
  return byKey.get(line.slice(0, colon + 1)) ?? byKey.get(`${line.slice(0, colon).trimEnd()}:`)
}

/** What `line` says, or null if it is not known or cannot be read. */
export function messageOf(line: string): Message | null {
  return urcOf(line)?.decode(line) ?? null
}

/** Whether `line` is known as an unsolicited one, and is not the answer of a read command that shares its key. */
export function isUnsolicited(line: string): boolean {
  const declaration = urcOf(line)
  return declaration !== undefined && !declaration.isAnswer?.(line)
}

/** The prefixes whose quoted text may hold line ends. */
export const multilinePrefixes: readonly string[] = urcs
  .filter((declaration: UrcDeclaration<Message>) => declaration.multiline)
  .map(declaration => declaration.key)
