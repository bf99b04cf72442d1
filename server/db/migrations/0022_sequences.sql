CREATE TABLE `conflicts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`contact_id` text NOT NULL,
	`run_id` text,
	`other_run_id` text,
	`effect_key` text,
	`event_id` text,
	`rule` text NOT NULL,
	`action` text NOT NULL,
	`state` text NOT NULL,
	`detected_at` integer NOT NULL,
	`resolved_at` integer,
	`outcome` text,
	`open_key` text NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conflicts_key` ON `conflicts` (`open_key`);--> statement-breakpoint
CREATE INDEX `conflicts_contact` ON `conflicts` (`contact_id`,`detected_at`);--> statement-breakpoint
CREATE INDEX `conflicts_run` ON `conflicts` (`run_id`,`state`);--> statement-breakpoint
CREATE INDEX `conflicts_other` ON `conflicts` (`other_run_id`,`state`);--> statement-breakpoint
CREATE INDEX `conflicts_effect` ON `conflicts` (`effect_key`);--> statement-breakpoint
CREATE INDEX `conflicts_detected` ON `conflicts` (`detected_at`);--> statement-breakpoint
CREATE TABLE `flow_exits` (
	`version_id` text NOT NULL,
	`position` integer NOT NULL,
	`event_type` text NOT NULL,
	`condition` text,
	`reason` text NOT NULL,
	PRIMARY KEY(`version_id`, `position`),
	FOREIGN KEY (`version_id`) REFERENCES `flow_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `flow_exits_event` ON `flow_exits` (`event_type`,`version_id`);