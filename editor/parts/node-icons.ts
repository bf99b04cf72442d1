import {
  Bell, Bookmark, CalendarClock, CalendarDays, CircleHelp, ClipboardCheck, Clock, Diff, Flag, GitFork, GitMerge, Globe, Hand, Hourglass, Layers, ListOrdered,
  type LucideIcon, Moon, Pencil, Percent, PhoneCall, Puzzle, Radio, Repeat, Route, Send, Shuffle, Signpost, Split, Stamp, StickyNote, UserCheck, Webhook, Workflow, Zap,
} from 'lucide-react'

/** The icons that node definitions may name. Only these are bundled; the whole set would be a megabyte. */
export const nodeIcons: Record<string, LucideIcon> = {
  bell: Bell,
  bookmark: Bookmark,
  'calendar-clock': CalendarClock,
  'calendar-days': CalendarDays,
  'clipboard-check': ClipboardCheck,
  clock: Clock,
  diff: Diff,
  flag: Flag,
  'git-fork': GitFork,
  'git-merge': GitMerge,
  globe: Globe,
  hand: Hand,
  hourglass: Hourglass,
  layers: Layers,
  'list-ordered': ListOrdered,
  moon: Moon,
  pencil: Pencil,
  percent: Percent,
  'phone-call': PhoneCall,
  radio: Radio,
  repeat: Repeat,
  route: Route,
  send: Send,
  shuffle: Shuffle,
  signpost: Signpost,
  split: Split,
  stamp: Stamp,
  'sticky-note': StickyNote,
  'user-check': UserCheck,
  webhook: Webhook,
  workflow: Workflow,
  zap: Zap,
}

/** The icon of a node type: a piece of a puzzle where a custom node names another, a question mark for a type that this installation does not know. */
export function nodeIcon(name: string | undefined): LucideIcon {
  return name === undefined ? CircleHelp : (nodeIcons[name] ?? Puzzle)
}
