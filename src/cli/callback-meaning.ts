/** What each callback code of QuecPython's voiceCall tells. */
const meanings: Readonly<Record<number, string>> = {
  1: 'voice call initialised',
  2: 'incoming call',
  3: 'connected',
  4: 'ended',
  5: 'the call could not be answered',
  6: 'a second call waits',
  7: 'dialling',
  8: 'the call could not be set up',
  9: 'on hold',
  10: 'incoming call',
  11: 'connected',
  12: 'ended',
  13: 'a second call waits',
  14: 'dialling',
  15: 'the far end is ringing',
  16: 'on hold',
  4103: 'incoming call',
  4104: 'connected',
  4105: 'ended',
  4106: 'a second call waits',
}

/** What the callback code `code` tells, in words. */
export function callbackMeaning(code: number): string {
  return meanings[code] ?? 'no documented code'
}
