CREATE TABLE `confirmations` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`email` text NOT NULL,
	`language` text NOT NULL,
	`source_id` text NOT NULL,
	`event_id` text NOT NULL,
	`state` text NOT NULL,
	`attempt` integer DEFAULT 0 NOT NULL,
	`not_before` integer NOT NULL,
	`lease_until` integer,
	`reason` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`expires_at` integer,
	`confirmed_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `confirmations_email` ON `confirmations` (`email`,`not_before`);--> statement-breakpoint
CREATE UNIQUE INDEX `confirmations_due` ON `confirmations` (`email`) WHERE state = 'due';--> statement-breakpoint
CREATE INDEX `confirmations_state` ON `confirmations` (`state`,`not_before`);--> statement-breakpoint
ALTER TABLE `sources` ADD `confirms_email` integer DEFAULT false NOT NULL;