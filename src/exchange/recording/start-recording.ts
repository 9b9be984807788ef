import { assertAmrTool } from '../../audio/files/amr-tool.ts'
import { type CallLine, liveSession } from '../call-line.ts'
import { assertCallThrough } from '../call-through.ts'
import { recordLive } from './live-recording.ts'
import { directionToAsk, recordOnModule } from './module-recording.ts'
import type { Recording, RecordingRequest } from './recording.ts'

/**
 * Records the call that is through: live where its sound reaches the host, else on the module.
 * @throws CellvoiceError NO_SUCH_CALL when no call is through; NOT_SUPPORTED where neither way can record this;
 *   AUDIO_TOOL_MISSING for live AMR without its program; FILE_EXISTS, FILE_FAILED for the target; AT_ERROR, AT_TIMEOUT,
 *   PORT_LOST.
 */
export async function startRecording(line: CallLine, request: RecordingRequest): Promise<Recording> {
  const { modem, clock } = line
  assertCallThrough(modem)
  const session = await liveSession(line)
  return session ? recordLive(modem, session, request) : recordOnModule(modem, clock, request)
}

/** @throws CellvoiceError NOT_SUPPORTED, AUDIO_TOOL_MISSING where this line cannot record this, call or no call; AT_TIMEOUT, PORT_LOST. */
export async function assertRecordable(
  { modem, audio }: CallLine,
  kind: Pick<RecordingRequest, 'format' | 'direction'>,
): Promise<void> {
  if (audio === null) await directionToAsk(modem, kind)
  else if (kind.format === 'amr') await assertAmrTool({})
}
