import { type CallWord, finalResultOf } from '../../src/at/final-result.ts'
import { queryForwarding } from '../../src/commands/ccfc.ts'
import { queryWaiting } from '../../src/commands/ccwa.ts'
import { listCurrentCalls } from '../../src/commands/clcc.ts'
import { queryBarring } from '../../src/commands/clck.ts'
import { callingLinePresentation } from '../../src/commands/clip.ts'
import { callingLineRestriction } from '../../src/commands/clir.ts'
import { ownNumbers } from '../../src/commands/cnum.ts'
import { currentOperator } from '../../src/commands/cops.ts'
import { signalStrength } from '../../src/commands/csq.ts'
import { type Message, messageOf, multilinePrefixes } from '../../src/commands/dictionary.ts'
import { mmiCommand } from '../../src/commands/mmi.ts'
import { numberTypeNames } from '../../src/commands/number-field.ts'
import { imsState } from '../../src/commands/qcfg-ims.ts'
import { emergencyNumbers } from '../../src/commands/qeccnum.ts'
import { operatorProfiles } from '../../src/commands/qmbncfg.ts'
import type { ServiceStatus } from '../../src/commands/service-class.ts'
import type { PeerVector } from './peer-vectors.ts'
import { wireTokens } from './wire-tokens.ts'

type Reading = Readonly<Record<string, unknown>>

const words: readonly CallWord[] = ['NO CARRIER', 'BUSY', 'NO ANSWER', 'NO DIALTONE', 'CONNECT']
const ussdTypes = ['done', 'reply-expected', 'released', 'other-client', 'not-supported', 'timed-out']
const failed: Reading = { error: true }

/** What our code makes of the lines of a vector, in the words of the vectors; null for kinds that we do not speak. */
export function ourReading(vector: PeerVector): Reading | null {
  const { kind } = vector
  if (kind === 'mmi') return readMmi(vector.lines[0] ?? '')
  const chunks = kind === 'stream' ? vector.lines : vector.lines.map(line => `\r\n${line}\r\n`)
  const lines = wireTokens(chunks, { multiline: multilinePrefixes }).flatMap(token =>
    'line' in token ? token.line : [],
  )
  if (kind === 'stream') return { urcs: lines }
  if (kind === 'final') return readFinal(lines[0] ?? '')
  const answer = { lines: lines.filter(line => line !== 'OK'), final: { kind: 'ok' } as const, data: new Uint8Array() }
  switch (kind) {
    case 'clcc': {
      const calls = listCurrentCalls.decode(answer, undefined)
      return {
        calls: calls.map(({ numberType: type, ...call }) => ({ ...call, type })),
        voiceCallIndexes: calls.filter(call => call.mode === 'voice').map(call => call.index),
      }
    }
    case 'cnum':
      return { ...ownNumbers.decode(answer, undefined)[0] }
    case 'cops':
      return { ...currentOperator.decode(answer, undefined) }
    case 'csq':
      return { ...signalStrength.decode(answer, undefined) }
    case 'clir':
      return callingLineRestriction.decode(answer, undefined)
        ? { ...callingLineRestriction.decode(answer, undefined) }
        : failed
    case 'clip-query': {
      const presentation = callingLinePresentation.decode(answer, undefined)
      return presentation ? { urc: presentation.announced, provisioned: presentation.provisioned } : failed
    }
    case 'ccwa-query':
      return readServices(queryWaiting.decode(answer, undefined))
    case 'clck':
      return readServices(queryBarring.decode(answer, 'AO'))
    case 'ccfc': {
      const items = queryForwarding.decode(answer, 'unconditional')
      return items
        ? { items: items.map(({ active, serviceClass, number }) => ({ active, class: serviceClass, number })) }
        : failed
    }
    case 'qcfg-ims':
      return { ...(imsState.decode(answer, undefined) ?? failed) }
    case 'qeccnum':
      return { ...emergencyNumbers.decode(answer, undefined) }
    case 'qmbncfg':
      return { ...operatorProfiles.decode(answer, undefined)[0] }
    default:
      return readMessages(kind, answer.lines.map(messageOf))
  }
}

function readMmi(input: string): Reading {
  const outcome = mmiCommand(input)
  return outcome.kind === 'invalid' ? { invalid: true } : { command: outcome.command }
}

function readFinal(line: string): Reading {
  const result = finalResultOf(line, words)
  switch (result?.kind) {
    case undefined:
      return { final: false }
    case 'ok':
      return { final: true, error: false, code: 'ok' }
    case 'error':
      return { final: true, error: true, code: 'error' }
    case 'word':
      return { final: true, code: result.word.toLowerCase().replace(' ', '-') }
    case 'cme':
    case 'cms':
      return { final: true, error: true, class: result.kind.toUpperCase(), code: result.code }
  }
}

function readServices(services: readonly ServiceStatus[] | null): Reading {
  if (!services) return failed
  return { items: services.map(({ active, serviceClass }) => [active ? 1 : 0, serviceClass]) }
}

function readMessages(kind: string, messages: readonly (Message | null)[]): Reading | null {
  switch (kind) {
    case 'ussd':
    case 'clip':
    case 'cring':
    case 'creg':
    case 'cmti':
    case 'qind':
    case 'qsimstat':
    case 'cpin':
    case 'power-down': {
      const last = messages.at(-1)
      if (!last) return { error: true, valid: false, recognised: false, ringType: null }
      return { valid: true, recognised: true, ...readMessage(last) }
    }
    default:
      return null
  }
}

function readMessage(message: Message): Reading {
  switch (message.kind) {
    case 'ussd': {
      const repliable = message.state === 'reply-expected'
      const { text, dcs } = message
      const type = ussdTypes.indexOf(message.state)
      return { type, raw: text, message: text, dcs, actionNeeded: repliable, sessionActive: repliable }
    }
    case 'calling-line': {
      const { number, numberType: type, subaddress: subaddr, subaddressType: satype, alpha, validity } = message
      return { number, type, typeName: numberTypeNames[type ?? 0], subaddr, satype, alpha, validity }
    }
    case 'ring':
      return { ringType: 'type' in message ? message.type : 'normal' }
    case 'registration': {
      const { stat, registered, roaming, area: lac, cell: ci, technology: act } = message
      return { stat, registered, roaming, lac, ci, act }
    }
    case 'access-technology':
      return { event: 'act', value: message.value, technology: message.technology }
    default:
      return { ...message }
  }
}
