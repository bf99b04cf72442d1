CREATE TABLE `consent_events` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`channel` text NOT NULL,
	`purpose` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`source` text NOT NULL,
	`text_version` text,
	`evidence` text,
	`actor` text NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consent_events_contact` ON `consent_events` (`contact_id`);--> statement-breakpoint
CREATE TABLE `do_not_contact` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`channel` text,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `do_not_contact_value` ON `do_not_contact` (`value`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `gate_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`effect_key` text NOT NULL,
	`contact_id` text NOT NULL,
	`channel` text NOT NULL,
	`purpose` text NOT NULL,
	`verdict` text NOT NULL,
	`until` integer,
	`checks` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `gate_decisions_effect` ON `gate_decisions` (`effect_key`,`at`);--> statement-breakpoint
CREATE INDEX `gate_decisions_contact` ON `gate_decisions` (`contact_id`,`at`);--> statement-breakpoint
CREATE TABLE `touches` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`channel` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`effect_key` text,
	`event_id` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `touches_effect` ON `touches` (`effect_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `touches_event` ON `touches` (`event_id`);--> statement-breakpoint
CREATE INDEX `touches_contact` ON `touches` (`contact_id`,`at`);--> statement-breakpoint
ALTER TABLE `contacts` ADD `zone` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `region` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `unwanted` text;--> statement-breakpoint
CREATE INDEX `effects_waiting` ON `effects` (`recipient`) WHERE state in ('claimed', 'held');