/** The type of address of a number (3GPP TS 24.008 10.5.4.7): 145 international, 128 when there is none, else 129. */
export function numberType(number: string): number {
  if (number === '') return 128
  return number.startsWith('+') ? 145 : 129
}
