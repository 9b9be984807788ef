/**
 * Text that came from a module or a network, safe to show: control characters, which could move the cursor or retitle a
 * terminal, appear as `\x1b`.
 */
export function printableText(text: string): string {
  return text.replace(/\p{Cc}/gu, character => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
