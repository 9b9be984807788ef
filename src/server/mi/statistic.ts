/** A figure that `get_statistics` shows as `group:name`. */
export interface Statistic {
  readonly group: string
  readonly name: string
  /** Whether it only grows from the start on, or shows how things are now. */
  readonly kind: 'incremental' | 'non-incremental'
  read(): number
}
