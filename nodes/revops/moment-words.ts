import { locale } from '../sdk/t'

/** An instant as clocks in the zone show it, in the language that is spoken, with the zone's city: “Thu, 24 Dec, 18:00 (Berlin)”. */
export function momentWords(at: number, zone: string): string {
  const words = new Intl.DateTimeFormat(locale(), { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  return `${words} (${zone.split('/').pop()?.replaceAll('_', ' ') ?? zone})`
}
