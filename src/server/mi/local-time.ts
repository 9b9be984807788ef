const two = (value: number, fill = '0') => String(value).padStart(2, fill)
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const clockTime = (date: Date) => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`

/** `Sat Nov 21 17:02:03 2026`, as ctime(3) writes it. */
export function ctimeText(unixMs: number): string {
  const date = new Date(unixMs)
  const day = `${days[date.getDay()]} ${months[date.getMonth()]} ${two(date.getDate(), ' ')}`
  return `${day} ${clockTime(date)} ${date.getFullYear()}`
}

/** `2026-11-21 17:02:03`, in local time. */
export function dateTimeText(unixMs: number): string {
  const date = new Date(unixMs)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clockTime(date)}`
}
