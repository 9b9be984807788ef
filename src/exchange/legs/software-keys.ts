import { DtmfDetector, type DtmfDetectorOptions } from '../../audio/dtmf/dtmf-detector.ts'
import type { MediaSession } from '../../audio/media-session.ts'

/** Finds keys in what comes from the far end, each once, when it starts. @returns how to stop. */
export function detectKeys(
  session: MediaSession,
  options: DtmfDetectorOptions,
  tell: (digit: string) => void,
): () => void {
  const detector = new DtmfDetector(options)
  return session.listen(downlink => {
    for (const event of detector.process(downlink)) if (event.kind === 'start') tell(event.digit)
  })
}
