/** An unsolicited line, declared once, as data: how to know it, an example of the wire, how to read it. */
export interface UrcDeclaration<Message extends { readonly kind: string }> {
  /** The whole line (`RING`) or what stands before and with its colon (`+CLIP:`). */
  readonly key: string
  /** The document and clause, or the capture. */
  readonly source: string
  readonly example: string
  /** Quoted text of this line may hold line ends. */
  readonly multiline?: true
  /** Whether the line is the answer of a read command that shares the key (`+CLIP: 1,1`). */
  isAnswer?(line: string): boolean
  /** Reads the line; null where it cannot be read, and then nothing is concluded from it. */
  decode(line: string): Message | null
}

/** Declares an unsolicited line; only infers its type. */
export function urc<const Message extends { readonly kind: string }>(
  declaration: UrcDeclaration<Message>,
): UrcDeclaration<Message> {
  return declaration
}
