/** Right ones out of all, by what they belong to. */
export class Tally {
  private readonly counts = new Map<string, { right: number; all: number }>()

  add(right: boolean, ...groups: readonly string[]): void {
    for (const group of groups) {
      const count = this.counts.get(group) ?? { right: 0, all: 0 }
      this.counts.set(group, count)
      count.all++
      if (right) count.right++
    }
  }

  /** In percent; not a number for a group without any. */
  percent(group: string): number {
    const { right, all } = this.counts.get(group) ?? { right: 0, all: 0 }
    return (100 * right) / all
  }

  all(group: string): number {
    return this.counts.get(group)?.all ?? 0
  }

  /** `white 98.1 %, pink 97.0 %`, of those groups that have any. */
  text(groups: readonly string[], prefix = ''): string {
    return groups
      .filter(group => this.all(prefix + group) > 0)
      .map(group => `${group} ${this.percent(prefix + group).toFixed(1)} %`)
      .join(', ')
  }
}
