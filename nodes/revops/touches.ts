/** Types of events that mean that a person and the lead were in touch. */
export const touches = ['call.logged', 'email.replied', 'sms.replied', 'meeting.booked', 'meeting.held', 'document.signed', 'task.done'] as const

/** Types of events that mean that a colleague reached the lead, and by which way: what flows send then waits. */
export const colleagueTouches = { 'call.logged': 'call', 'email.sent': 'email', 'sms.sent': 'sms', 'meeting.held': 'meeting' } as const
