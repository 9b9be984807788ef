import type { Prompt } from '../../../exchange/playback/prompt.ts'

/** A text to be spoken, or a file: the latest that was set. */
export class PlayableMedia {
  private content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'file'; readonly name: string }
    | null = null

  /** What is to be said. */
  textToSay(text: string): void {
    this.content = { kind: 'text', text }
  }

  /** The name of a file in the media folder of the channel. */
  fileToPlay(filename: string): void {
    this.content = { kind: 'file', name: filename }
  }

  /** Null where nothing was set. @param pathOf Where a file of that name is. */
  prompt(pathOf: (name: string) => string): Prompt | null {
    if (this.content?.kind === 'file') return { kind: 'file', path: pathOf(this.content.name) }
    return this.content
  }
}
