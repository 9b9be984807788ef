import { type Check, type CheckResult, fault, hint, ok, skipped } from './check.ts'
import type { DoctorFacts, SoundFacts, TestCallFacts } from './doctor-facts.ts'

/** Below this a sample is the noise of a coder that has nothing to code: -66 dB of the loudest. */
const SILENT_PEAK = 16
/** So much of the frames may be missing or lost. */
const MISSED_SHARE = 0.05
/** More than this is no quartz but a wrong rate, millionths; clocks of modules are within 100. */
const DRIFT_HINT_PPM = 300
const DRIFT_FAULT_PPM = 2_000
const FRAME_MS = 20

function ofSound(judge: (sound: SoundFacts, facts: DoctorFacts) => CheckResult): Check['run'] {
  return facts => {
    if (!facts.sound) return skipped('no module answers')
    return facts.sound.isUnwanted ? skipped('--audio none') : judge(facts.sound, facts)
  }
}

function ofCall(judge: (call: TestCallFacts) => CheckResult): Check['run'] {
  return ({ call }) => {
    if (!call) return skipped('--call NUMBER makes a test call')
    if (call.failure) return skipped('the test call was not answered')
    return call.soundFailure ? skipped('the sound was not set up') : judge(call)
  }
}

/** The way of the sound, and what a test call heard. */
export const soundChecks: readonly Check[] = [
  {
    id: 'sound-path',
    title: 'the sound of calls reaches this machine',
    run: ofSound(({ kind, name, reason, offersPcmPort, openFailure }) => {
      if (openFailure) return fault(openFailure.message, openFailure.remedy)
      if (kind !== null) return ok(name ?? reason)
      return offersPcmPort
        ? fault(
            'the module offers a PCM port (AT+QPCMV) and this machine has none',
            'On USB it is the NMEA interface of the module: see that its driver (option) is loaded, or give --audio pcm:PORT.',
          )
        : hint(reason, 'Wire a sound card to the module (--audio card:DEVICE), or use the files of the module.')
    }),
  },
  {
    id: 'sound-program',
    title: 'the program for the sound card is installed',
    run: ofSound(({ kind }, { machine: { missingPrograms } }) => {
      if (kind !== 'usb-audio' && kind !== 'external-card') return skipped('the sound is not on a sound card')
      const missing = missingPrograms.filter(name => name === 'arecord' || name === 'aplay')
      if (missing.length === 0) return ok()
      return fault(
        `${missing.join(' and ')} not installed: the card is mute`,
        'Install: `sudo apt install alsa-utils`.',
      )
    }),
  },
  {
    id: 'positioning',
    title: 'positioning does not speak on the port of the sound',
    run: ofSound(({ kind, positioning }) => {
      if (kind !== 'pcm-port') return skipped('the sound is on no PCM port')
      if (positioning === null) return skipped('the module does not tell')
      if (!positioning.on || positioning.outport === 'none' || /^uart/.test(positioning.outport ?? '')) return ok()
      return fault(
        'positioning (GNSS) is on and speaks on the port of the sound',
        'Take it off: AT+QGPSCFG="outport","none", or AT+QGPSEND.',
      )
    }),
  },
  {
    id: 'test-call',
    title: 'a test call is answered, and its sound set up',
    run({ call }) {
      if (!call) return skipped('--call NUMBER makes one')
      const failure = call.failure ?? call.soundFailure
      return failure ? fault(failure.message, failure.remedy) : ok(call.number)
    },
  },
  {
    id: 'sound-from-far-end',
    title: 'the far end is heard',
    run: ofCall(({ received, listenedMs, downlinkPeak }) => {
      if (received === 0) {
        return fault(
          'the sound path is open and nothing comes from the far end',
          'Restart the module (AT+CFUN=1,1): AT+QPCMV works only after it on some firmware; see that this is the port of the sound.',
        )
      }
      const wanted = listenedMs / FRAME_MS
      if (received < wanted * (1 - MISSED_SHARE)) {
        return fault(
          `${received} of ${Math.round(wanted)} frames came from the far end`,
          'Lower the load of this machine, and give the module a USB port of its own.',
        )
      }
      if (downlinkPeak > SILENT_PEAK) return ok()
      return hint(
        'only silence comes from the far end',
        'Call a number that speaks. If it does: AT+QPCMV was not taken, or AT+QAUDMOD sends the sound elsewhere.',
      )
    }),
  },
  {
    id: 'sound-to-far-end',
    title: 'the far end is sent sound',
    run: ofCall(({ received, sent, dropped }) => {
      if (received === 0) return skipped('the device gives no frames, which are its clock')
      if (sent === 0 || dropped > sent * MISSED_SHARE + 1) {
        return fault(
          `one-way sound: of the frames for the far end the device took ${sent} and lost ${dropped}`,
          'Restart the module (AT+CFUN=1,1); if it stays, use its PCM port instead of USB audio, or the reverse.',
        )
      }
      return ok()
    }),
  },
  {
    id: 'drift',
    title: 'the clock of the sound keeps time',
    run: ofCall(({ driftPpm }) => {
      if (driftPpm === null) return skipped('too little came, or too unevenly')
      const says = `${Math.round(driftPpm)} millionths`
      const remedy =
        'Check AT+QDAI (8000 samples a second) and the format of the card; a bridge evens out what is left.'
      if (Math.abs(driftPpm) >= DRIFT_FAULT_PPM) return fault(`the sound runs off by ${says}`, remedy)
      return Math.abs(driftPpm) >= DRIFT_HINT_PPM ? hint(`the sound runs off by ${says}`, remedy) : ok(says)
    }),
  },
]
