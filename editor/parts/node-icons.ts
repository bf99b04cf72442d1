import {
  Bell, Bookmark, CalendarClock, CircleHelp, ClipboardCheck, Clock, Diff, Flag, Hand, Hourglass, Layers, type LucideIcon, Pencil, PhoneCall, Puzzle, Route,
  Split, UserCheck, Webhook, Zap,
} from 'lucide-react'

/** The icons that node definitions may name. Only these are bundled; the whole set would be a megabyte. */
export const nodeIcons: Record<string, LucideIcon> = {
  bell: Bell,
  bookmark: Bookmark,
  'calendar-clock': CalendarClock,
  'clipboard-check': ClipboardCheck,
  clock: Clock,
  diff: Diff,
  flag: Flag,
  hand: Hand,
  hourglass: Hourglass,
  layers: Layers,
  pencil: Pencil,
  'phone-call': PhoneCall,
  route: Route,
  split: Split,
  'user-check': UserCheck,
  webhook: Webhook,
  zap: Zap,
}

/** The icon of a node type: a piece of a puzzle where a custom node names another, a question mark for a type that this installation does not know. */
export function nodeIcon(name: string | undefined): LucideIcon {
  return name === undefined ? CircleHelp : (nodeIcons[name] ?? Puzzle)
}
