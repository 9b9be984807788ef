/** What the layers above may know of the conversation: commands, how they ended, and the words of results. */
export type { CommandDeclaration } from '../at/command.ts'
export { type Exchange, isExchangeOf, type Outcome } from '../at/exchange.ts'
export { type CallWord, describeResult, type FinalResult } from '../at/final-result.ts'
