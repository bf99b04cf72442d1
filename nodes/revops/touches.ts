/** Types of events that mean that a person and the lead were in touch. */
export const touches = ['call.logged', 'email.replied', 'meeting.booked', 'meeting.held', 'document.signed', 'task.done'] as const
