DROP INDEX `assignments_ended`;--> statement-breakpoint
CREATE INDEX `assignments_ended` ON `assignments` (`rep_id`,`ended_at`) WHERE ended_at is not null;--> statement-breakpoint
DROP INDEX `waits_due`;--> statement-breakpoint
CREATE INDEX `waits_due` ON `waits` (`due_at`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `contacts_company` ON `contacts` (`company_id`);--> statement-breakpoint
CREATE INDEX `work_items_key` ON `work_items` (`open_key`);