CREATE TABLE `armed_starts` (
	`flow_id` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`since` integer NOT NULL,
	`event_id` text,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`flow_id`, `subject_type`, `subject_id`),
	FOREIGN KEY (`flow_id`) REFERENCES `flows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `armed_starts_due` ON `armed_starts` (`due_at`);--> statement-breakpoint
ALTER TABLE `triggers` ADD `arms` text;--> statement-breakpoint
ALTER TABLE `triggers` ADD `arming` text;--> statement-breakpoint
CREATE INDEX `triggers_arms` ON `triggers` (`arms`);