import { command } from './command.ts'

/**
 * The question whose answer cannot be mistaken for another's. Every 27.007 module knows it (9.1), it changes nothing,
 * and no other command of the dictionary asks it.
 */
export const syncCommand = command<unknown, unknown>({
  name: 'AT+CMEE?',
  source: '3GPP TS 27.007 9.1',
  example: ['AT+CMEE?', '+CMEE: 1', 'OK'],
  text: () => 'AT+CMEE?',
  claims: ['+CMEE:'],
  limitMs: 300,
  decode: () => undefined,
})

/** Whether the marker was among the lines before a final result. */
export function inSync(lines: readonly string[]): boolean {
  return lines.some(line => line.startsWith('+CMEE:'))
}
