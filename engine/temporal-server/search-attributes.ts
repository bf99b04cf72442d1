import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'

/** Set when a run starts and never changed, so that people can find a run in Temporal's own pages. They hold ids, no personal data. */
export const searchAttributes = {
  flow: defineSearchAttributeKey('WatertightFlow', SearchAttributeType.KEYWORD),
  run: defineSearchAttributeKey('WatertightRun', SearchAttributeType.KEYWORD),
}
