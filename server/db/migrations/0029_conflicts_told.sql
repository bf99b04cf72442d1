ALTER TABLE `conflicts` ADD `told_at` integer;--> statement-breakpoint
CREATE INDEX `conflicts_untold` ON `conflicts` (`id`) WHERE "conflicts"."told_at" is null;