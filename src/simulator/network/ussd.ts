/** A USSD answer of the network; `mode` as in 3GPP TS 27.007 7.15: 0 finished, 1 a reply is expected, 4 not supported. */
export type UssdAnswer = { readonly mode: 0 | 1; readonly text: string } | { readonly mode: 4 }

/** What the network says to a code, or to the reply to its menu. */
export function ussdAnswer(text: string, inMenu: boolean, ownNumber: string): UssdAnswer {
  if (inMenu) return { mode: 0, text: text === '1' ? 'Your balance is 12.34' : 'Goodbye' }
  switch (text) {
    case '*100#':
      return { mode: 0, text: 'Your balance is 12.34' }
    case '*101#':
      return { mode: 1, text: '1: balance, 2: end' }
    case '*102#':
      return { mode: 0, text: `Your number is ${ownNumber}` }
    default:
      return { mode: 4 }
  }
}
