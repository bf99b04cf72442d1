ALTER TABLE `contacts` ADD `away_until` integer;--> statement-breakpoint
ALTER TABLE `contacts` ADD `dead_email` text;--> statement-breakpoint
CREATE INDEX `effects_provider` ON `effects` (`provider_id`) WHERE provider_id is not null;