/** The subscribers that scenarios speak with; the plan of the simulated network says what they do. */
export const parties = {
  /** Rings, answers 2 s later and stays. */
  anna: '5550100',
  /** Answers at once and stays. */
  dora: '5550101',
  /** Rings until it is moved. */
  ben: '5550102',
  /** Is not in the plan: rings until it is moved. */
  clara: '5550199',
  /** Is busy. */
  busy: '5550017',
} as const
