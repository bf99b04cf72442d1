ALTER TABLE `sources` ADD `name_key` text;--> statement-breakpoint
ALTER TABLE `sources` ADD `rule` text;--> statement-breakpoint
ALTER TABLE `sources` ADD `asked_at` integer;--> statement-breakpoint
CREATE INDEX `sources_name` ON `sources` (`name_key`);--> statement-breakpoint
CREATE INDEX `leads_source` ON `leads` (`source_id`,`received_at`);--> statement-breakpoint
UPDATE `sources` SET `name_key` = lower(trim(`name`)) WHERE `kind` <> 'internal';
