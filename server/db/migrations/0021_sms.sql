CREATE TABLE `message_deliveries` (
	`provider_id` text PRIMARY KEY NOT NULL,
	`effect_key` text NOT NULL,
	`state` text NOT NULL,
	`error_code` text,
	`at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `message_deliveries_effect` ON `message_deliveries` (`effect_key`);--> statement-breakpoint
CREATE INDEX `message_deliveries_updated` ON `message_deliveries` (`updated_at`);--> statement-breakpoint
ALTER TABLE `connections` ADD `settings` text;