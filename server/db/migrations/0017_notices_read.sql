DROP INDEX `notices_person`;--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`person_id`,`id`) WHERE "notices"."read_at" is null;--> statement-breakpoint
CREATE INDEX `notices_read` ON `notices` (`read_at`) WHERE "notices"."read_at" is not null;--> statement-breakpoint
CREATE INDEX `notices_person` ON `notices` (`person_id`,`id`);