import type { Message } from '../commands/dictionary.ts'
import type { Evidence } from './evidence.ts'

/** What an unsolicited line says about calls, or null if it says nothing about them. */
export function evidenceOfMessage(message: Message): Evidence | null {
  switch (message.kind) {
    case 'dsci':
      if (message.mode === 'data') return null
      return { ...message, kind: 'indication', multiparty: null }
    case 'call-information':
      if (message.mode === 'data') return null
      return { ...message, kind: 'indication', cause: null, inbandTones: null }
    case 'listed-call':
      if (message.mode === 'data' || message.mode === 'fax') return null
      return { ...message, kind: 'indication', cause: null, inbandTones: null }
    case 'ring':
      return message.voice ? { kind: 'ring' } : null
    case 'calling-line': {
      const { number, numberType, validity } = message
      return { kind: 'calling-line', number, numberType, validity }
    }
    case 'call-waiting':
    case 'connected-line':
      return message
    case 'connect':
      return { kind: 'connect' }
    case 'call-word':
      return { kind: 'word', word: message.word }
    case 'outgoing-notification':
      return { kind: 'notification', prefix: '+CSSI', code: message.code }
    case 'call-notification':
      return { kind: 'notification', prefix: '+CSSU', code: message.code }
    case 'boot':
      return { kind: 'restart', line: message.line }
    case 'powered-down':
      return { kind: 'restart', line: 'POWERED DOWN' }
    default:
      return null
  }
}
