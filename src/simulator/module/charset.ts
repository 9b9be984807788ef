/** A text in the character set of AT+CSCS: UCS2 is written as hexadecimal digits (3GPP TS 27.007 5.5). */
export function encodeText(text: string, charset: string): string {
  if (charset !== 'UCS2') return text
  return [...text].map(letter => letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')).join('')
}

/** The inverse of {@link encodeText}; what is not hexadecimal is taken as it is. */
export function decodeText(text: string, charset: string): string {
  if (charset !== 'UCS2' || !/^([0-9a-f]{4})+$/i.test(text)) return text
  return (text.match(/.{4}/g) ?? []).map(digits => String.fromCharCode(Number.parseInt(digits, 16))).join('')
}
