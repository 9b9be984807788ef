/**
 * How long a silence after a greeting tells a person, by the length of the greeting: short greetings are those of people,
 * who soon wait for an answer; those of 1.7 s and more may be short ones of machines, whose beep is worth waiting for.
 * Written by `test/accuracy/train-answer-model.ts`, which chose the silences and the limit for least misses on 900
 * synthetic answers of the development half, each plain and through AMR 12.2 and 5.9.
 */
export const answerModel = {
  /** The length of a greeting, from its first word to its last, in ms. */
  speechMs: [300, 800, 1300, 1700, 2200, 2800],
  /** The silence that tells a person after it, in ms. */
  silenceMs: [1190, 700, 1250, 2000, 1400, 1550],
  /** Who speaks for so long is a machine, in ms. */
  machineSpeechMs: 2800,
} as const
