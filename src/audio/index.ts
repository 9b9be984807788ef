/**
 * The sound of calls: sessions, files, keys, tones, mixing. It knows no modem; `LineAudio` of the library joins the two.
 */

export { AnswerClassifier, type AnswerClassifierOptions } from './answer/answer-classifier.ts'
export type { AnswerFeatures, AnswerKind, AnswerReason, AnswerVerdict } from './answer/answer-verdict.ts'
export { BeepDetector, type BeepEvent } from './answer/beep-detector.ts'
export { EndOfGreeting, type EndOfGreetingOptions, type GreetingEnd } from './answer/end-of-greeting.ts'
export { startTicker, type Ticker } from './clocks/deadline-ticker.ts'
export { DriftBuffer, type DriftStatistics } from './clocks/drift-buffer.ts'
export type { PlayoutOptions, PlayoutStatistics } from './clocks/playout-buffer.ts'
export { DtmfDetector, type DtmfDetectorOptions } from './dtmf/dtmf-detector.ts'
export type { DtmfEvent } from './dtmf/dtmf-event.ts'
export { type DtmfToneOptions, dtmfSamples, dtmfSource } from './dtmf/dtmf-tones.ts'
export { decodeAmr, encodeAmr } from './files/amr-codec.ts'
export { AmrEncoderStream, type AmrEncoderStreamOptions } from './files/amr-encoder-stream.ts'
export { type AmrContents, type AmrFrame, amrFile, parseAmr } from './files/amr-file.ts'
export { type AmrMode, hasAmrEncoder } from './files/amr-tool.ts'
export { RateConverter } from './files/convert-rate.ts'
export { decodeG711, encodeG711, type G711Law } from './files/g711.ts'
export { type FinishedRecording, RecordingFile, type RecordingFileOptions } from './files/recording-file.ts'
export { repairWav, type WavRepair } from './files/repair-wav.ts'
export { wavFile } from './files/wav-file.ts'
export type { WavFormat } from './files/wav-format.ts'
export { setWavSizes, type WavEncoding, wavHeader } from './files/wav-header.ts'
export { parseWav, type WavContents } from './files/wav-reader.ts'
export { WavSource } from './files/wav-source.ts'
export { WavWriter, type WavWriterOptions } from './files/wav-writer.ts'
export { FRAME_BYTES, FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from './frame.ts'
export { findModuleCard } from './media/alsa-cards.ts'
export { type AlsaOptions, openAlsa } from './media/alsa-session.ts'
export { bridgeSessions, type SessionBridge } from './media/bridge-sessions.ts'
export type { DeviceStatistics } from './media/media-counters.ts'
export { openPcmPort, type PcmPortOptions, type PcmPortSession } from './media/pcm-port-session.ts'
export type { FrameListener, FrameSource, MediaSession, MediaStatistics } from './media-session.ts'
export { applyGain, GAIN_RANGE_DB } from './mixing/gain.ts'
export { mixFrames } from './mixing/mix-frames.ts'
export { Mixer } from './mixing/mixer.ts'
export type { MixerParty } from './mixing/mixer-party.ts'
export { sourceOfSamples } from './source-of-samples.ts'
export { type EspeakOptions, espeakSynthesizer } from './speech/espeak.ts'
export type { SampleSynthesizer, SpeechOptions } from './speech/speech-synthesizer.ts'
export {
  type CountryTones,
  hz,
  informationTone,
  modulated,
  type Signal,
  type Tone,
  type ToneKind,
  type ToneSegment,
  tone,
} from './tones/tone.ts'
export { ToneDetector, type ToneDetectorOptions } from './tones/tone-detector.ts'
export type { ToneEvent } from './tones/tone-event.ts'
export { type ToneLevel, toneSamples, toneSource } from './tones/tone-generator.ts'
export { type ToneReference, toneReferences } from './tones/tone-references.ts'
export { countryTones, tonesOf } from './tones/tone-table.ts'
export {
  type LineState,
  type SilenceEvent,
  SilenceWatch,
  type SilenceWatchOptions,
} from './voice-activity/silence-watch.ts'
export { VoiceActivityDetector, type VoiceEvent } from './voice-activity/voice-activity-detector.ts'
