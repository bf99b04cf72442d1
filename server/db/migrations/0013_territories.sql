CREATE TABLE `territories` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`key` text NOT NULL,
	`place` integer NOT NULL,
	`condition` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `territories_key` ON `territories` (`key`) WHERE deleted_at is null;--> statement-breakpoint
ALTER TABLE `leads` ADD `territory_rules` integer;--> statement-breakpoint
CREATE INDEX `leads_territory` ON `leads` (`territory`,`received_at`);