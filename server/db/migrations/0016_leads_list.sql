CREATE TABLE `lead_views` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`user_id` text NOT NULL,
	`is_shared` integer NOT NULL,
	`search` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `lead_views_user` ON `lead_views` (`user_id`);--> statement-breakpoint
CREATE INDEX `lead_views_shared` ON `lead_views` (`is_shared`);--> statement-breakpoint
DROP INDEX `leads_state`;--> statement-breakpoint
DROP INDEX `leads_territory`;--> statement-breakpoint
CREATE INDEX `leads_owner_id` ON `leads` (`owner_id`,`id`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `leads_source_id` ON `leads` (`source_id`,`id`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `leads_score` ON `leads` (`score`,`id`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `leads_amount` ON `leads` (`amount`,`id`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `leads_name` ON `leads` (name collate nocase,`id`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `leads_company` ON `leads` (company collate nocase,`id`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `leads_state` ON `leads` (`state`,`id`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `leads_territory` ON `leads` (`territory`,`id`,`deleted_at`,`received_at`);--> statement-breakpoint
CREATE INDEX `assignments_subject` ON `assignments` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE VIRTUAL TABLE `lead_words` USING fts5(words, content='', contentless_delete=1, tokenize='trigram remove_diacritics 1');
