/** What is no secret about the account through which text messages go. */
export interface SmsSettings {
  accountSid: string
  /** A number as E.164, a name of at most eleven letters, or a messaging service (`MG…`). */
  sender: string
  /** How many messages the account may send within a second. */
  perSecond: number
}
