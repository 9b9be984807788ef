/** Rows of the short run that miss their goal, by topic and id, and why. A miss that is not here is a regression. */
export const knownMisses: Readonly<Record<string, string>> = {
  'answer-machine C1':
    'only of the full run: 2 of 2812 messages never start, where nothing beeps and babble 10 dB below goes on for ever',
  'answers M2a': 'short greetings of machines sound like people',
  'answers M2c': 'only of the full run: people who speak for long sound like machines',
  'answers M2d': 'machines that are called live are all greetings of a few words',
  'answers M3a': 'people who speak for 1.7 s and more are waited for as long as a short greeting is',
  'answers M6': 'time: a slow or busy machine is no regression',
  'dtmf D15': 'time: a slow or busy machine is no regression',
  'mixing X1': 'time: a slow or busy machine is no regression',
  'voice-activity T3e': 'at 10 dB the start of speech is told 140 to 160 ms after it in the slowest 5 %',
  'voice-activity T3f': 'only of the full run: at 10 dB its end is told 220 ms after it in the slowest 5 %',
}
